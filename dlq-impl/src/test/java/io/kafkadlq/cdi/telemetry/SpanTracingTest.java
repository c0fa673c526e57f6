package io.kafkadlq.cdi.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.core.redrive.RecordPublisher;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SpanTracingTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final byte[] PARENT = ("00-" + TRACE + "-b7ad6b7169203331-01").getBytes(StandardCharsets.US_ASCII);

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private final SpanTracing tracing = SpanTracing.of(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
                    .build())
            .build());

    /** Keeps what is exported. */
    private final class Kept implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private static ConsumerRecord<byte[], byte[]> record() {
        var record = new ConsumerRecord<byte[], byte[]>("orders", 3, 42, null, new byte[] {1});
        record.headers().add("traceparent", PARENT);
        return record;
    }

    private SpanData onlySpan() {
        assertThat(spans).hasSize(1);
        return spans.get(0);
    }

    private void assertLinked(SpanData span) {
        assertThat(span.getTraceId()).isNotEqualTo(TRACE);
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getLinks())
                .singleElement()
                .extracting(link -> link.getSpanContext().getTraceId())
                .isEqualTo(TRACE);
    }

    @Test
    void shouldNoteARunInATraceOfItsOwnLinkedToTheOriginal() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        var handler = (RecordHandler.ForDeciding) tracing.around("mail", RecordHandler.deciding((record, context) -> {
            seen.add(Span.current().getSpanContext().getTraceId());
            return Verdict.done();
        }));

        handler.handler().handle(record(), new HandlingContext("mail", 2, Optional.empty()));

        SpanData span = onlySpan();
        assertLinked(span);
        assertThat(seen).containsExactly(span.getTraceId());
        assertThat(span.getName()).isEqualTo("process orders");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.system")))
                .isEqualTo("kafka");
        assertThat(span.getAttributes().get(AttributeKey.longKey("messaging.kafka.offset")))
                .isEqualTo(42);
        assertThat(span.getAttributes().get(AttributeKey.longKey("dlq.attempt")))
                .isEqualTo(2);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void shouldNoteTheKindOfAFailureButNotItsMessage() {
        var handler = (RecordHandler.ForEach) tracing.around("mail", RecordHandler.each(record -> {
            throw new IllegalStateException("card 4711");
        }));

        assertThatThrownBy(() -> handler.handler().handle(record())).hasMessage("card 4711");

        assertThat(onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(onlySpan().getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(onlySpan().toString()).doesNotContain("4711");
    }

    @Test
    void shouldEndTheSpanOfAnAsynchronousRunWhenThatEnds() throws Exception {
        var done = new CompletableFuture<String>();
        var handler = (RecordHandler.ForEachAsync) tracing.around("mail", RecordHandler.async(record -> done));

        handler.handler().handle(record());
        assertThat(spans).isEmpty();
        done.complete("sent");

        assertLinked(onlySpan());
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void shouldLinkARunOnAListToEachOfItsRecords() throws Exception {
        var handler = (RecordHandler.ForLists) tracing.around("mail", RecordHandler.lists(records -> {}));
        var untraced = new ConsumerRecord<byte[], byte[]>("orders", 3, 43, null, new byte[] {1});
        untraced.headers().add("traceparent", new byte[] {'?'});

        handler.handler().handle(List.of(record(), record(), untraced));

        assertThat(onlySpan().getLinks()).hasSize(2);
    }

    @Test
    void shouldNoteARedriveAndLeaveTheHeadersAsTheyAre() {
        var headers = new DlqHeaders.Builder().add("traceparent", PARENT).build();
        var published = new CopyOnWriteArrayList<DlqHeaders>();
        RecordPublisher publisher = tracing.around(new RecordPublisher() {
            @Override
            public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders sent) {
                published.add(sent);
                return CompletableFuture.completedStage(new Published(topic, 0, 7));
            }

            @Override
            public void close() {}
        });
        var record = DlqRecord.builder(
                        StoreFixtures.nextId(), "mail", Payload.of(null, new byte[] {1}, DlqHeaders.none()))
                .build();

        publisher.publish("orders", record, headers);

        assertLinked(onlySpan());
        assertThat(onlySpan().getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(onlySpan().getAttributes().get(AttributeKey.stringKey("dlq.record.id")))
                .isEqualTo(record.id().toString());
        assertThat(published).containsExactly(headers);
    }
}
