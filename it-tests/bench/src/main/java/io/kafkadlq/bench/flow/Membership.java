package io.kafkadlq.bench.flow;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** What the Kafka consumers of this process say of their groups, by the metrics that Kafka's client keeps of itself. */
final class Membership {

    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private Membership() {}

    /** Rebalances that all present consumers have taken part in, the first assignment included. */
    static double rebalances() {
        return sum("rebalance-total") + sum("failed-rebalance-total");
    }

    static double assignedPartitions() {
        return sum("assigned-partitions");
    }

    private static double sum(String attribute) {
        return consumers().stream()
                .mapToDouble(consumer -> value(consumer, attribute))
                .filter(Double::isFinite)
                .sum();
    }

    private static Set<ObjectName> consumers() {
        try {
            return BEANS.queryNames(new ObjectName("kafka.consumer:type=consumer-coordinator-metrics,*"), null);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A consumer may have closed since it was found. */
    private static double value(ObjectName consumer, String attribute) {
        try {
            return ((Number) BEANS.getAttribute(consumer, attribute)).doubleValue();
        } catch (JMException gone) {
            return Double.NaN;
        }
    }
}
