/** Instances that are killed while they retry, and the ledger that their handler keeps of what it did. */
package io.kafkadlq.it.crash;
