package io.kafkadlq.shop;

import io.kafkadlq.api.cdi.DeadLettered;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Gives points for orders. What fails goes to the DLQ handler by annotation; a retry calls the same method. */
@ApplicationScoped
public class Loyalty {

    private final Set<String> members = ConcurrentHashMap.newKeySet();

    @DeadLettered(channel = "loyalty")
    public void reward(ConsumerRecord<byte[], byte[]> message) {
        var customer = Order.fromJson(message.value()).customer();
        if (members.add(customer)) {
            throw new NoCardYetException(customer);
        }
    }

    /** The card is in the mail. */
    static final class NoCardYetException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoCardYetException(String customer) {
            super("%s has no card yet".formatted(customer));
        }
    }
}
