package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a closed storage: nothing, as applications are redeployed within one process. */
class ReleaseTest {

    @TempDir
    Path directory;

    @Test
    void shouldLeaveNoThreadOfH2() {
        leavesNoThread(Stores.h2(directory));
    }

    @Test
    void shouldLeaveNoThreadOfPostgres() throws Exception {
        leavesNoThread(SharedPostgres.newDatabase());
    }

    @Test
    void shouldReopenTheFileAtOnce() {
        Stores.open(Stores.h2(directory)).close();
        long before = System.nanoTime();

        Stores.open(Stores.h2(directory)).close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void shouldNameItsThreads() {
        try (var storage = Stores.open(Stores.h2(directory))) {
            value(storage.save(List.of(on("t", 0, 1).build())));

            assertThat(threads()).extracting(Thread::getName).contains("dlq-store-1");
        }
    }

    private static void leavesNoThread(String url) {
        Set<Thread> before = threads();
        try (var storage = Stores.open(url)) {
            value(storage.save(List.of(on("t", 0, 1).build())));
        }

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Set<Thread> left = threads();
            left.removeAll(before);
            assertThat(left).filteredOn(thread -> !isNotOurs(thread)).isEmpty();
        });
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
    }

    /** What the JDK and the waiting itself start. */
    private static boolean isNotOurs(Thread thread) {
        return thread.getName().startsWith("awaitility")
                || thread.getThreadGroup() == null
                || !thread.getThreadGroup().getName().equals("main");
    }
}
