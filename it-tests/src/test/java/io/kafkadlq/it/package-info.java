/** The guarantees, checked on real servers with a real broker. */
package io.kafkadlq.it;
