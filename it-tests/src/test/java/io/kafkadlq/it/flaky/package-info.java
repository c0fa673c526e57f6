/** A storage that fails at first, which tests add to the EAR. */
package io.kafkadlq.it.flaky;
