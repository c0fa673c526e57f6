/** A second application, which tests add to the EAR. */
package io.kafkadlq.it.second;
