/** Who may do what: authenticates every request and denies whatever is not explicitly allowed, alike on every server. */
@NullMarked
package io.kafkadlq.web.security;

import org.jspecify.annotations.NullMarked;
