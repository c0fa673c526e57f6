/** What went wrong, in the one form every error of the API has: RFC 9457, with a remedy and without internals. */
@NullMarked
package io.kafkadlq.web.problem;

import org.jspecify.annotations.NullMarked;
