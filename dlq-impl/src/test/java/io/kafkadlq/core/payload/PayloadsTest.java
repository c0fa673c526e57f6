package io.kafkadlq.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.time.RecordIds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadsTest {

    private static final Keeping REFERENCE = new Keeping(PayloadStore.REFERENCE, new HeaderIndex(List.of()));
    private static final Keeping NONE = new Keeping(PayloadStore.NONE, new HeaderIndex(List.of()));
    private static final byte[] KEY = {1, 2};
    private static final Payload WHOLE = Payload.of(
            KEY,
            new byte[] {3, 4, 5},
            new DlqHeaders.Builder().add("h", new byte[] {6}).add("h", null).build());

    private final LyingRecords topics = new LyingRecords();
    private final Payloads payloads = new Payloads(Optional.of(topics));

    private static DlqRecord at(long offset, Payload payload) {
        return DlqRecord.builder(RecordIds.next(), "default", payload)
                .source(new Source("orders-dlt", 0, offset, 1000))
                .problems(List.of("odd"))
                .build();
    }

    private Completed completed(DlqRecord record) {
        return payloads.complete(record).toCompletableFuture().join();
    }

    @Test
    void shouldKeepTheKeyAndTheSizesAndNothingElse() {
        DlqRecord kept = REFERENCE.fromTopic(at(0, WHOLE));

        assertThat(kept.payload()).isEqualTo(Payload.withoutValue(KEY, DlqHeaders.none(), PayloadState.POINTER));
        assertThat(kept.summary().payload().keyBytes()).hasValue(2);
        assertThat(kept.summary().payload().valueBytes()).hasValue(3);
        assertThat(kept.summary().payload().state()).isEqualTo(PayloadState.POINTER);
    }

    @Test
    void shouldKeepAllOfWhatLiesInNoTopic() {
        DlqRecord fromCode =
                DlqRecord.builder(RecordIds.next(), "default", WHOLE).build();

        assertThat(REFERENCE.fromTopic(fromCode)).isSameAs(fromCode);
        assertThat(REFERENCE.fromCode(at(0, WHOLE)).payload()).isEqualTo(WHOLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = PayloadState.class,
            names = {"POINTER", "MISSING"})
    void shouldNotReferToWhatCameWithoutItsValue(PayloadState state) {
        DlqRecord incomplete = at(0, Payload.withoutValue(KEY, DlqHeaders.none(), state));

        assertThat(REFERENCE.fromTopic(incomplete).payload()).isEqualTo(incomplete.payload());
    }

    @Test
    void shouldKeepNothingButSizesWhereverItComesFrom() {
        List.of(NONE.fromTopic(at(0, WHOLE)), NONE.fromCode(at(0, WHOLE))).forEach(kept -> {
            assertThat(kept.payload()).isEqualTo(Payload.withoutValue(null, DlqHeaders.none(), PayloadState.MISSING));
            assertThat(kept.summary().payload().keyBytes()).hasValue(2);
            assertThat(kept.summary().payload().valueBytes()).hasValue(3);
            assertThat(payloads.mayBeHad(kept)).isFalse();
            assertThat(payloads.whyNotToBeHad(kept)).contains("payload.store of channel 'default' was none");
        });
    }

    @Test
    void shouldFetchInOneGoWhatIsMissingAndKeepTheOrder() {
        Payload tombstone = Payload.of(null, null, DlqHeaders.none());
        List<DlqRecord> whole = List.of(at(0, WHOLE), at(1, WHOLE), at(2, tombstone));
        List<DlqRecord> records =
                List.of(REFERENCE.fromTopic(whole.get(0)), whole.get(1), REFERENCE.fromTopic(whole.get(2)));
        whole.forEach(record -> topics.with(record.source(), record.payload()));

        var completed = payloads.complete(records).toCompletableFuture().join();

        assertThat(completed)
                .containsExactlyElementsOf(
                        whole.stream().map(Completed.Whole::new).toList());
        assertThat(topics.asked())
                .containsExactly(List.of(whole.get(0).source(), whole.get(2).source()));
    }

    @Test
    void shouldTellWhatIsGoneFromWhatIsNotThereForNow() {
        DlqRecord reference = REFERENCE.fromTopic(at(7, WHOLE));

        assertThat(completed(reference)).isEqualTo(new Completed.Gone("Its payload is gone: orders-dlt-0@7 is lost"));
        topics.away(true);
        assertThat(completed(reference)).isInstanceOf(Completed.Unavailable.class);
    }

    /** A topic that was deleted and made again. */
    @Test
    void shouldNotTakeAnotherRecordForTheOneItWas() {
        DlqRecord reference = REFERENCE.fromTopic(at(7, WHOLE));
        byte[] value = {3, 4, 5};

        topics.with(reference.source(), Payload.of(new byte[] {9, 9}, value, DlqHeaders.none()));
        assertThat(completed(reference)).isInstanceOf(Completed.Gone.class);
        topics.with(reference.source(), Payload.of(null, value, DlqHeaders.none()));
        assertThat(completed(reference)).isInstanceOf(Completed.Gone.class);
        topics.with(reference.source(), Payload.of(KEY, new byte[4], DlqHeaders.none()));
        assertThat(completed(reference)).isInstanceOf(Completed.Gone.class);
    }

    @Test
    void shouldFetchNothingWithoutKafka() {
        DlqRecord reference = REFERENCE.fromTopic(at(7, WHOLE));
        var none = Payloads.ofStoreOnly();

        assertThat(none.mayBeHad(reference)).isFalse();
        assertThat(none.complete(reference).toCompletableFuture().join()).isInstanceOf(Completed.Gone.class);
    }

    @Test
    void shouldSayOfAListedRecordThatItsTopicHasLostIt() {
        DlqRecord reference = REFERENCE.fromTopic(at(7, WHOLE));
        DlqRecord whole = at(6, WHOLE);
        assertThat(payloads.asFarAsKnown(reference.summary())).isEqualTo(reference.summary());

        topics.keepsFrom("orders-dlt", 8);

        var shown = payloads.asFarAsKnown(reference.summary());
        assertThat(shown.payload().state()).isEqualTo(PayloadState.MISSING);
        assertThat(shown.payload().valueBytes()).hasValue(3);
        assertThat(shown.problems())
                .containsExactly(
                        "odd", "Its payload is gone: orders-dlt-0@7 is before the first offset of its partition, 8");
        assertThat(payloads.asFarAsKnown(whole.summary())).isEqualTo(whole.summary());
        topics.keepsFrom("orders-dlt", 7);
        assertThat(payloads.asFarAsKnown(reference.summary())).isEqualTo(reference.summary());
    }
}
