/**
 * The product in plain Java: each class with a main is one idea; the only argument is Kafka's address. Not null-marked, as
 * most code that uses us is not.
 */
package io.kafkadlq.examples;
