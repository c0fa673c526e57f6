package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.value;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A storage that is open while a test runs, and a topic that no other test uses. */
abstract class OpenStorage {

    final String topic = "topic-" + UUID.randomUUID();

    DlqStorage storage;

    abstract DlqStorage open() throws Exception;

    @BeforeEach
    void openStorage() throws Exception {
        storage = open();
    }

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    DlqRecord saved(DlqRecord.Builder builder) {
        var dlqRecord = builder.build();
        value(storage.save(List.of(dlqRecord)));
        return dlqRecord;
    }

    DlqRecord found(RecordId id) {
        return value(storage.find(id));
    }

    List<RecordId> idsOf(QueryCriteria criteria) {
        return value(storage.query(criteria)).items().stream()
                .map(RecordSummary::id)
                .toList();
    }
}
