package io.kafkadlq.bench.flow;

import io.kafkadlq.bench.harness.Defects;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks behind the product's back, once it has stopped, whether the database holds each record that it must, and once. That
 * is all of the topic if the product was done with it, else what lies below the committed offsets.
 */
record StoreAudit(String bootstrapServers, String topic, String group) {

    private static final String ROWS = """
            select count(*), count(distinct source_offset), count(distinct source_offset) filter (where source_offset < ?)
            from dlq_record where source_topic = ? and source_partition = ?""";

    /** @param drained whether the product was done with the whole topic */
    Defects defects(String jdbcUrl, boolean drained) {
        long lost = 0;
        long duplicated = 0;
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.prepareStatement(ROWS)) {
            for (var bound : bounds(drained).entrySet()) {
                statement.setLong(1, bound.getValue());
                statement.setString(2, topic);
                statement.setInt(3, bound.getKey().partition());
                try (var row = statement.executeQuery()) {
                    row.next();
                    lost += bound.getValue() - row.getLong(3);
                    duplicated += row.getLong(1) - row.getLong(2);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look into the database", e);
        }
        return Defects.of(lost, duplicated);
    }

    /** By partition, the first offset that need not be there. */
    private Map<TopicPartition, Long> bounds(boolean drained) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return drained ? ends(admin) : committed(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot ask for the offsets of " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for the offsets of " + topic, e);
        }
    }

    private Map<TopicPartition, Long> ends(Admin admin) throws ExecutionException, InterruptedException {
        var latest = IntStream.range(0, Venue.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private Map<TopicPartition, Long> committed(Admin admin) throws ExecutionException, InterruptedException {
        var committed = new HashMap<TopicPartition, Long>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> committed.put(partition, offset.offset()));
        return committed;
    }
}
