package io.kafkadlq.shop;

import io.kafkadlq.api.DlqHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Opens with the application and closes before it. */
@ApplicationScoped
public class Shop {

    static final String ORDERS = "orders";
    static final String DEAD_ORDERS = "orders-dlt";

    private static final long CLOSE_MILLIS = 10_000;

    private final List<Task> tasks = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Billing billing;

    @Inject
    @SuppressWarnings("NullAway.Init")
    DlqHandler dlq;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Loyalty loyalty;

    void open(@Observes Startup startup) {
        var kafka = KafkaSettings.from(ConfigProvider.getConfig());
        billing = new Billing(kafka);
        start("shop-customers", new Customers(kafka));
        start("shop-orders", new ConsumerLoop(kafka, "shipping", ORDERS, new OrderConsumer(dlq)));
        start("shop-loyalty", new ConsumerLoop(kafka, "loyalty", ORDERS, loyalty::reward));
        start("shop-billing", new ConsumerLoop(kafka, Billing.GROUP, ORDERS, billing));
    }

    void close(@Observes Shutdown shutdown) throws InterruptedException {
        tasks.forEach(Task::close);
        for (var thread : threads) {
            thread.join(CLOSE_MILLIS);
        }
        if (billing != null) {
            billing.close();
        }
    }

    private void start(String name, Task task) {
        var thread = ServerThreads.find().newThread(task);
        thread.setName(name);
        tasks.add(task);
        threads.add(thread);
        thread.start();
    }
}
