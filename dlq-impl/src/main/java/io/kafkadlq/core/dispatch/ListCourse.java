package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.FailedRecordsException;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.core.delivery.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What has gathered on the lane at once, up to a bound. */
record ListCourse(RecordHandler.Lists handler, int maxBatch, Outcomes outcomes) implements Course {

    @Override
    public boolean advance(Lane lane) {
        List<Delivery> deliveries = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Delivery next = lane.poll();
        while (next != null) {
            if (outcomes.begins(next)) {
                deliveries.add(next);
                records.add(next.record());
            }
            next = deliveries.size() < maxBatch ? lane.poll() : null;
        }
        if (!deliveries.isEmpty()) {
            long began = outcomes.began(deliveries.get(0));
            handle(deliveries, records);
            outcomes.took(began);
        }
        return true;
    }

    private void handle(List<Delivery> deliveries, List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            call(records);
        } catch (FailedRecordsException some) {
            failSome(deliveries, some);
            return;
        } catch (Throwable why) {
            deliveries.forEach(delivery -> outcomes.failed(delivery, why));
            return;
        }
        deliveries.forEach(outcomes::handled);
    }

    private void call(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        try {
            handler.handle(Collections.unmodifiableList(records));
        } finally {
            // An interruption meant these records at most, not the next.
            Thread.interrupted();
        }
    }

    private void failSome(List<Delivery> deliveries, FailedRecordsException some) {
        Map<Integer, Throwable> failures = some.failures();
        boolean namesThem = !failures.isEmpty()
                && failures.keySet().stream().allMatch(place -> place >= 0 && place < deliveries.size());
        if (!namesThem) {
            // Which ones failed is not known, so none is taken for done.
            deliveries.forEach(delivery -> outcomes.failed(delivery, some));
            return;
        }
        for (int i = 0; i < deliveries.size(); i++) {
            Throwable why = failures.get(i);
            if (why == null) {
                outcomes.handled(deliveries.get(i));
            } else {
                outcomes.failed(deliveries.get(i), why);
            }
        }
    }
}
