/** What the REST API says about dead letters, put into JSON field by field; knows nothing of HTTP. */
@NullMarked
package io.kafkadlq.web.json;

import org.jspecify.annotations.NullMarked;
