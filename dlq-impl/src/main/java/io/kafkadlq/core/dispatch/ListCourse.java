package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.FailedRecordsException;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.flow.CircuitBreaker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What has gathered on the lane at once, up to a bound. To the breaker a list is one call, and a failed one if at least half
 * of its records failed.
 */
record ListCourse(RecordHandler.Lists handler, int maxBatch, BreakerLine breaker, Outcomes outcomes) implements Course {

    @Override
    public boolean advance(Lane lane) {
        long permission = breaker.acquire(lane);
        if (permission == CircuitBreaker.NONE) {
            return false;
        }
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
        if (deliveries.isEmpty()) {
            breaker.unused(permission);
        } else {
            handle(deliveries, records, permission);
        }
        return true;
    }

    private void handle(List<Delivery> deliveries, List<ConsumerRecord<byte[], byte[]>> records, long permission) {
        long began = outcomes.began(deliveries.get(0));
        try {
            call(records);
        } catch (FailedRecordsException some) {
            long took = outcomes.took(began);
            if (!names(some, deliveries.size()) || 2 * some.failures().size() >= deliveries.size()) {
                breaker.failed(permission, some);
            } else {
                breaker.succeeded(permission, took);
            }
            failSome(deliveries, some);
            return;
        } catch (Throwable why) {
            outcomes.took(began);
            breaker.failed(permission, why);
            deliveries.forEach(delivery -> outcomes.failed(delivery, why));
            return;
        }
        breaker.succeeded(permission, outcomes.took(began));
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
        if (!names(some, deliveries.size())) {
            // Which ones failed is not known, so none is taken for done.
            deliveries.forEach(delivery -> outcomes.failed(delivery, some));
            return;
        }
        Map<Integer, Throwable> failures = some.failures();
        for (int i = 0; i < deliveries.size(); i++) {
            Throwable why = failures.get(i);
            if (why == null) {
                outcomes.handled(deliveries.get(i));
            } else {
                outcomes.failed(deliveries.get(i), why);
            }
        }
    }

    private static boolean names(FailedRecordsException some, int size) {
        Map<Integer, Throwable> failures = some.failures();
        return !failures.isEmpty() && failures.keySet().stream().allMatch(place -> place >= 0 && place < size);
    }
}
