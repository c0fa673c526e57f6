package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** That no storage loses, repeats or mixes up records when there are many. */
abstract class VolumeContract extends OpenStorage {

    private static final int RECORDS = 100_000;
    private static final int BATCH = 1_000;

    abstract boolean isTriedWithMany();

    @Test
    void shouldBringEachOfAHundredThousandOnceByPages() {
        assumeTrue(isTriedWithMany());
        Set<RecordId> saved = new HashSet<>();
        for (int from = 0; from < RECORDS; from += BATCH) {
            List<DlqRecord> batch = LongStream.range(from, from + BATCH)
                    .mapToObj(offset -> on(topic, 0, offset).build())
                    .toList();
            value(storage.save(batch));
            batch.forEach(record -> saved.add(record.id()));
        }

        List<RecordId> read = new ArrayList<>();
        QueryCriteria next = QueryCriteria.everything().onTopic(topic).limitedTo(QueryCriteria.MAX_LIMIT);
        for (boolean more = true; more; ) {
            Page<RecordSummary> page = value(storage.query(next));
            page.items().forEach(record -> read.add(record.id()));
            more = page.next().isPresent();
            next = page.next().map(next::after).orElse(next);
        }

        // By hand: comparing so many as collections takes minutes.
        assertThat(read).hasSize(RECORDS);
        assertThat(new HashSet<>(read).equals(saved)).isTrue();
    }
}
