package io.kafkadlq.cdi.telemetry;

import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqHeaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads the trace that a record belongs to from its headers, which anybody may have written. */
final class TraceParent {

    private static final List<String> NAMES = List.of("traceparent", "tracestate");
    private static final int LONGEST = 512;

    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Set<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private TraceParent() {}

    /** Not valid if the record belongs to none; a link to it is then left out. */
    static SpanContext of(Headers headers) {
        var found = new HashMap<String, String>();
        for (String name : NAMES) {
            Header header = headers.lastHeader(name);
            if (header != null) {
                put(found, name, header.value());
            }
        }
        return context(found);
    }

    /** The same of a dead letter. */
    static SpanContext of(DlqHeaders headers) {
        var found = new HashMap<String, String>();
        for (DlqHeader header : headers.list()) {
            if (NAMES.contains(header.name())) {
                header.value().ifPresent(value -> put(found, header.name(), value));
            }
        }
        return context(found);
    }

    private static void put(Map<String, String> found, String name, byte @Nullable [] value) {
        if (value != null && value.length <= LONGEST) {
            found.put(name, new String(value, StandardCharsets.ISO_8859_1));
        }
    }

    private static SpanContext context(Map<String, String> found) {
        return Span.fromContext(W3CTraceContextPropagator.getInstance().extract(Context.root(), found, GETTER))
                .getSpanContext();
    }
}
