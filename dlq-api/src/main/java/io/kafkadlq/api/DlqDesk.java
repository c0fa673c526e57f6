package io.kafkadlq.api;

import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.health.Health;
import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.PayloadRisk;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.api.model.ProcessingStatistics;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Where an operator works: look, open, change, redrive. Whoever calls it has checked who is asking; every action that changes or
 * reveals something of a record is written to the audit trail under the actor's name. Thread-safe.
 */
public interface DlqDesk {

    /** A page of records without payloads. */
    CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria);

    /** Counts what is there now, as {@link io.kafkadlq.api.store.DlqStorage#count} does. */
    CompletionStage<StorageResult<Counts>> count(QueryCriteria which, CountBy by);

    /** A record without its payload's bytes; its failure with the stack trace. */
    CompletionStage<StorageResult<RecordSummary>> find(RecordId id);

    /**
     * A record with its bytes; audited before they are handed out. Those of which only a reference is kept are fetched from
     * their topic: if it does not have them any longer the payload is MISSING, and the problems say why; if Kafka does not
     * answer, the failure's cause is a {@link PayloadUnavailableException}.
     */
    CompletionStage<StorageResult<DlqRecord>> reveal(RecordId id, String actor);

    /** Publishes a record to Kafka again. Its status changes only after Kafka has acknowledged it. */
    CompletionStage<RedriveResult> redrive(RedriveCommand command);

    /**
     * Changes a record's status as a person wishes. Audited, refusals included. An EXPIRED record that is restored is as old
     * as before: unless a retry resolves it within a day, it expires again, so put it on hold or redrive it if that may take long.
     */
    CompletionStage<ChangeResult> change(ChangeCommand command);

    /** Who retries a channel's dead letters; nobody if no such channel is configured here. */
    Retrier retrierOf(String channel);

    /** Each run of a handler on a record, latest first. */
    CompletionStage<StorageResult<List<Attempt>>> attemptsOf(RecordId id);

    /** How many unresolved records come before this one in its sequence; 0 if it is in none. */
    CompletionStage<StorageResult<Long>> ahead(RecordId id);

    /** What people did to a record, latest first. */
    CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id);

    /** What each channel has done since it started, by channel name. */
    Map<String, ProcessingMetrics> metrics();

    /** What each channel's handler has done since it started, by channel name; channels without one have done nothing. */
    Map<String, ProcessingStatistics> processing();

    /** How each channel protects itself now, by channel name. */
    Map<String, FlowStatus> flow();

    /**
     * What may cost dead letters their payloads, by the name of each channel that keeps references only; empty as long as
     * nothing is known.
     */
    default Map<String, List<PayloadRisk>> payloadRisks() {
        return Map.of();
    }

    /**
     * All that is measured, each name once and always in the same order; what {@code GET /dlq/api/v1/metrics} shows. Costs
     * well below a millisecond: what takes longer is kept from a look up to half a minute ago.
     */
    List<MetricFamily> meters();

    /** Whether the engine can do its work. Never waits: store and Kafka were asked before, 10 s ago at the most. */
    Health health();

    /**
     * A channel's switch. Neither its use nor who uses it is written to the audit trail, which is about records.
     *
     * @throws IllegalArgumentException if no such channel is configured; the message lists those that are
     */
    ChannelControl control(String channel);
}
