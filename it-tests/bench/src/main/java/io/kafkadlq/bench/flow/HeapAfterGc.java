package io.kafkadlq.bench.flow;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Knows how much of the heap was in use right after the latest collection, young or old: what is held, and a little more. */
final class HeapAfterGc {

    private static final Set<String> HEAP_POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(pool -> pool.getName())
            .collect(Collectors.toSet());

    private volatile double megabytes = Double.NaN;

    private HeapAfterGc() {}

    /** Watches for as long as the process lives. */
    static HeapAfterGc watch() {
        var watch = new HeapAfterGc();
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((notification, unused) -> watch.note(notification), null, null);
            }
        }
        return watch;
    }

    /** NaN before the first collection. */
    double megabytes() {
        return megabytes;
    }

    static double usedMegabytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20);
    }

    private void note(Notification notification) {
        if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(notification.getType())) {
            var collection = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
            megabytes = collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                            .filter(pool -> HEAP_POOLS.contains(pool.getKey()))
                            .map(Map.Entry::getValue)
                            .mapToLong(usage -> usage.getUsed())
                            .sum()
                    / (double) (1 << 20);
        }
    }
}
