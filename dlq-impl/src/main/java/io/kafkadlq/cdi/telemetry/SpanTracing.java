package io.kafkadlq.cdi.telemetry;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.core.guard.Causes;
import io.kafkadlq.core.redrive.RecordPublisher;
import io.kafkadlq.core.trace.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A span for each run of a handler and for each redrive. Each begins a trace of its own, as it may come days later, with a
 * link to the trace that the record's {@code traceparent} names; that header is never touched. Thread-safe.
 */
final class SpanTracing implements Tracing {

    private final Tracer tracer;

    private SpanTracing(Tracer tracer) {
        this.tracer = tracer;
    }

    static SpanTracing of(OpenTelemetry telemetry) {
        return new SpanTracing(telemetry.getTracer("io.kafkadlq"));
    }

    @Override
    public RecordHandler around(String channel, RecordHandler handler) {
        if (handler instanceof RecordHandler.ForEach each) {
            return RecordHandler.each(record -> run(attempt(channel, record).startSpan(), () -> {
                each.handler().handle(record);
                return record;
            }));
        } else if (handler instanceof RecordHandler.ForDeciding deciding) {
            return RecordHandler.deciding((record, context) -> run(
                    attempt(channel, record, context), () -> deciding.handler().handle(record, context)));
        } else if (handler instanceof RecordHandler.ForEachAsync async) {
            return RecordHandler.async(record -> begin(
                    attempt(channel, record).startSpan(), () -> async.handler().handle(record)));
        } else if (handler instanceof RecordHandler.ForLists lists) {
            return RecordHandler.lists(records -> run(attempt(channel, records), () -> {
                lists.handler().handle(records);
                return records;
            }));
        }
        throw new IllegalArgumentException("A handler of another shape: " + handler);
    }

    private SpanBuilder attempt(String channel, ConsumerRecord<byte[], byte[]> record) {
        return span(record.topic(), "process", SpanKind.CONSUMER)
                .addLink(TraceParent.of(record.headers()))
                .setAttribute(Conventions.CHANNEL, channel)
                .setAttribute(Conventions.PARTITION, Integer.toString(record.partition()))
                .setAttribute(Conventions.OFFSET, record.offset());
    }

    private Span attempt(String channel, ConsumerRecord<byte[], byte[]> record, HandlingContext context) {
        SpanBuilder span = attempt(channel, record).setAttribute(Conventions.ATTEMPT, (long) context.attempt());
        context.deadLetter().ifPresent(id -> span.setAttribute(Conventions.RECORD, id.toString()));
        return span.startSpan();
    }

    private Span attempt(String channel, List<ConsumerRecord<byte[], byte[]>> records) {
        SpanBuilder span = span(records.get(0).topic(), "process", SpanKind.CONSUMER)
                .setAttribute(Conventions.CHANNEL, channel)
                .setAttribute(Conventions.BATCH_SIZE, (long) records.size());
        records.forEach(record -> span.addLink(TraceParent.of(record.headers())));
        return span.startSpan();
    }

    private SpanBuilder span(String topic, String operation, SpanKind kind) {
        return tracer.spanBuilder(operation + " " + topic)
                .setNoParent()
                .setSpanKind(kind)
                .setAttribute(Conventions.SYSTEM, "kafka")
                .setAttribute(Conventions.OPERATION_TYPE, kind == SpanKind.PRODUCER ? "send" : operation)
                .setAttribute(Conventions.OPERATION_NAME, operation)
                .setAttribute(Conventions.DESTINATION, topic);
    }

    @Override
    public RecordPublisher around(RecordPublisher publisher) {
        return new RecordPublisher() {
            @Override
            public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers) {
                Span span = span(topic, "redrive", SpanKind.PRODUCER)
                        .addLink(TraceParent.of(headers))
                        .setAttribute(Conventions.CHANNEL, record.channel())
                        .setAttribute(Conventions.RECORD, record.id().toString())
                        .startSpan();
                try (Scope current = span.makeCurrent()) {
                    return publisher
                            .publish(topic, record, headers)
                            .whenComplete((published, failure) -> end(span, failure));
                } catch (RuntimeException | Error failure) {
                    end(span, failure);
                    throw failure;
                }
            }

            @Override
            public void close() {
                publisher.close();
            }
        };
    }

    /** What a handler does with what it is given. */
    @FunctionalInterface
    private interface Work<T> {

        T run() throws Exception;
    }

    private static <T> T run(Span span, Work<T> work) throws Exception {
        try (Scope current = span.makeCurrent()) {
            T result = work.run();
            end(span, null);
            return result;
        } catch (Exception | Error failure) {
            end(span, failure);
            throw failure;
        }
    }

    private static CompletionStage<?> begin(Span span, Work<? extends CompletionStage<?>> work) throws Exception {
        try (Scope current = span.makeCurrent()) {
            return work.run().whenComplete((done, failure) -> end(span, failure));
        } catch (Exception | Error failure) {
            end(span, failure);
            throw failure;
        }
    }

    /** The class only: a message may quote a payload, and traces are read by others. */
    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(
                    Conventions.ERROR_TYPE, Causes.bare(failure).getClass().getName());
        }
        span.end();
    }
}
