package io.kafkadlq.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.payload.Fetched;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayloadReaderTest {

    private static final String TOPIC = "orders-dlt";
    private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
    private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);
    private static final long TIME = 1000;

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("none");
    private final Map<TopicPartition, Long> firstKept = new HashMap<>();
    private long nanos;
    // Each look at the clock takes a second.
    private final PayloadReader reader = new PayloadReader(kafka, firstKept::put, () -> nanos += 1_000_000_000L);

    @BeforeEach
    void twoPartitions() {
        kafka.updatePartitions(
                TOPIC,
                IntStream.range(0, 2)
                        .mapToObj(partition -> new PartitionInfo(TOPIC, partition, null, null, null))
                        .toList());
        kafka.updatePartitions("deleted", List.of());
        kafka.updateBeginningOffsets(Map.of(ZERO, 2L, ONE, 0L));
        kafka.updateEndOffsets(Map.of(ZERO, 10_000L, ONE, 5L));
    }

    private void holds(TopicPartition partition, long... offsets) {
        kafka.schedulePollTask(
                () -> LongStream.of(offsets).forEach(offset -> kafka.addRecord(record(partition, offset))));
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        byte[] value = offset % 2 == 0 ? new byte[] {(byte) offset} : null;
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                TIME,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                value,
                new RecordHeaders().add("h", value).add("h", new byte[0]),
                Optional.empty());
    }

    private static Source at(TopicPartition partition, long offset) {
        return new Source(partition.topic(), partition.partition(), offset, TIME);
    }

    private static Fetched found(TopicPartition partition, long offset) {
        var record = record(partition, offset);
        return new Fetched.Found(Payload.of(record.key(), record.value(), DlqHeaders.copyOf(record.headers())));
    }

    @Test
    void shouldReadEachPlaceInTheOrderAskedForWhateverThatOfOffsets() {
        holds(ZERO, 2, 3, 4, 5);
        holds(ONE, 0, 1, 2);

        var fetched = reader.read(List.of(at(ZERO, 5), at(ONE, 1), at(ZERO, 2), at(ZERO, 5)));

        assertThat(fetched).containsExactly(found(ZERO, 5), found(ONE, 1), found(ZERO, 2), found(ZERO, 5));
    }

    @Test
    void shouldLeapOverWhatLiesFarBetween() {
        holds(ZERO, 2, 3, 4);
        var position = new AtomicLong();
        kafka.schedulePollTask(() -> {
            position.set(kafka.position(ZERO));
            kafka.addRecord(record(ZERO, 200));
        });

        assertThat(reader.read(List.of(at(ZERO, 3), at(ZERO, 200)))).containsExactly(found(ZERO, 3), found(ZERO, 200));
        assertThat(position).hasValue(200);
    }

    @Test
    void shouldReadTheSamePartitionAgain() {
        holds(ZERO, 2, 3);
        reader.read(List.of(at(ZERO, 3)));
        holds(ZERO, 2, 3);

        assertThat(reader.read(List.of(at(ZERO, 2)))).containsExactly(found(ZERO, 2));
        assertThat(kafka.assignment()).isEmpty();
    }

    @Test
    void shouldSayWhatIsGoneForGood() {
        holds(ZERO, 2, 4, 6);

        var fetched = reader.read(List.of(at(ZERO, 1), at(ZERO, 3), at(ZERO, 4), new Source(TOPIC, 0, 6, TIME + 1)));

        assertThat(fetched.get(2)).isEqualTo(found(ZERO, 4));
        assertThat(fetched.get(0)).isEqualTo(gone("orders-dlt-0@1 is before the first offset of its partition, 2"));
        assertThat(fetched.get(1))
                .isEqualTo(gone("orders-dlt-0@3 is not there any longer, though later records are (is it compacted?)"));
        assertThat(fetched.get(3)).isEqualTo(gone("orders-dlt-0@6 holds another record now, of another time"));
        assertThat(firstKept).containsEntry(ZERO, 2L);
    }

    @Test
    void shouldNotTakeWhatAnotherClusterLacksForLoss() {
        var fetched = reader.read(
                List.of(at(ONE, 5), at(new TopicPartition(TOPIC, 7), 0), at(new TopicPartition("deleted", 0), 0)));

        assertThat(fetched)
                .extracting(PayloadReaderTest::whyUnavailable)
                .satisfiesExactly(
                        end -> assertThat(end).startsWith("orders-dlt-1@5 is past the end of its partition, 5"),
                        partition -> assertThat(partition).startsWith("partition orders-dlt-7 is not there"),
                        topic -> assertThat(topic).startsWith("topic deleted is not there"));
    }

    private static String whyUnavailable(Fetched fetched) {
        return String.valueOf(((Fetched.Unavailable) fetched).cause().getMessage());
    }

    @Test
    void shouldReadThePartitionsThatCanBeThoughOneCannot() {
        for (int poll = 0; poll < 4; poll++) {
            kafka.schedulePollTask(() -> {
                if (kafka.assignment().contains(ONE)) {
                    kafka.setPollException(new KafkaException("corrupt"));
                } else {
                    kafka.addRecord(record(ZERO, 2));
                }
            });
        }

        var fetched = reader.read(List.of(at(ONE, 3), at(ZERO, 2)));

        assertThat(whyUnavailable(fetched.get(0))).isEqualTo("corrupt");
        assertThat(fetched.get(1)).isEqualTo(found(ZERO, 2));
    }

    @Test
    void shouldLeaveTheWakingUpToWhoeverCloses() {
        kafka.schedulePollTask(kafka::wakeup);
        kafka.schedulePollTask(kafka::wakeup);

        assertThatThrownBy(() -> reader.read(List.of(at(ZERO, 2)))).isInstanceOf(WakeupException.class);
    }

    @Test
    void shouldKeepWhatWasReadWhenTheTimeIsUp() {
        LongStream.range(2, 60).forEach(offset -> holds(ZERO, offset));

        var fetched = reader.read(List.of(at(ZERO, 2), at(ZERO, 50)));

        assertThat(fetched.get(0)).isEqualTo(found(ZERO, 2));
        assertThat(whyUnavailable(fetched.get(1))).contains("25 s");
    }

    private static Fetched gone(String why) {
        return new Fetched.Gone(why);
    }

    @Test
    void shouldNotAskForTheTimeOfARecordThatIsKnownByItsPlaceAlone() {
        holds(ZERO, 2);

        assertThat(reader.read(List.of(new Source(TOPIC, 0, 2, -1)))).containsExactly(found(ZERO, 2));
    }

    @Test
    void shouldNotTakeSilenceForLoss() {
        holds(ZERO, 2);

        var fetched = reader.read(List.of(at(ZERO, 2), at(ZERO, 3)));

        assertThat(fetched.get(0)).isEqualTo(found(ZERO, 2));
        assertThat(fetched.get(1)).isInstanceOf(Fetched.Unavailable.class);
    }
}
