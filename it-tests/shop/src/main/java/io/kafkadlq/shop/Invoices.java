package io.kafkadlq.shop;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.cdi.DlqConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Mails invoices. The DLQ handler polls the orders for it and calls it again for what it failed on. */
@ApplicationScoped
public class Invoices {

    @DlqConsumer(channel = "invoices", topics = Shop.ORDERS)
    Verdict mail(ConsumerRecord<byte[], byte[]> message, HandlingContext context) {
        var order = Order.fromJson(message.value());
        if (order.cents() < 0) {
            return Verdict.giveUp("Order %s is worth nothing".formatted(order.id()));
        }
        if (order.product().equals(Stock.SLOW) && context.attempt() == 1) {
            throw new MailboxFullException(order.customer());
        }
        return Verdict.done();
    }

    /** Until the customer has read something. */
    static final class MailboxFullException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MailboxFullException(String customer) {
            super("The mailbox of " + customer + " is full");
        }
    }
}
