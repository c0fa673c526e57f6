/** Beans that handle records, which tests add to the product. */
package io.kafkadlq.it.handlers;
