package io.kafkadlq.bench.retry;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.bench.database.Jdbc;
import java.util.Map;

/** The whole product on a database of this suite. */
final class Product {

    static final String CHANNEL = "bench";

    private Product() {}

    /** With a handler for retries, and its defaults but for what is given, behind {@code dlq.channel.bench.}. */
    static DlqRuntime start(Jdbc jdbc, RecordHandler handler, Map<String, String> settings) {
        var builder = DlqHandler.builder()
                .setting("dlq.store.type", "jpa")
                .setting("dlq.store.jdbc.url", jdbc.url())
                .setting("dlq.store.jdbc.user", jdbc.user())
                .setting("dlq.channels", CHANNEL);
        settings.forEach((name, value) -> builder.setting("dlq.channel." + CHANNEL + "." + name, value));
        return builder.retryHandler(CHANNEL, handler).build();
    }
}
