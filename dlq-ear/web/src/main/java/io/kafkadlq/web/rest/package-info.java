/** The REST API: turns requests into calls of the desk and their results into JSON or problems; knows no engine. */
@NullMarked
package io.kafkadlq.web.rest;

import org.jspecify.annotations.NullMarked;
