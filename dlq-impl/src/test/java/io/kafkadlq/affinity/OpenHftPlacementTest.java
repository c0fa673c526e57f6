package io.kafkadlq.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.spi.ThreadPlacement;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.BitSet;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.AffinityLock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OpenHftPlacementTest {

    private final ThreadPlacement placement = new OpenHftPlacement();

    @Test
    void shouldBeFoundByItsName() {
        assertThat(ServiceLoader.load(ThreadPlacement.class))
                .filteredOn(found -> found.name().equals("openhft"))
                .singleElement()
                .isInstanceOf(OpenHftPlacement.class);
    }

    @Nested
    class WhenTheSystemLetsThreadsBeBound {

        @Test
        void shouldBindTheThreadUntilItsPlaceIsReleased() {
            assumeThat(AffinityLock.RESERVED_AFFINITY.cardinality()).isPositive();
            BitSet before = Affinity.getAffinity();

            var place = placement.place();
            BitSet bound = Affinity.getAffinity();
            place.release();

            assertThat(bound.stream().toArray()).containsExactly(place.cpu());
            assertThat(Affinity.getAffinity()).isEqualTo(before);
        }

        @Test
        void shouldSayWhatToDoWhenNoCoreIsLeft() {
            assumeThat(AffinityLock.RESERVED_AFFINITY.cardinality()).isEqualTo(1);
            var place = placement.place();

            var another = CompletableFuture.supplyAsync(placement::place, task -> new Thread(task).start());

            assertThat(another)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(DlqException.class)
                    .withMessageContaining("processing.concurrency");
            place.release();
        }
    }

    @Nested
    class WhenTheLibraryIsMissing {

        @Test
        void shouldSayWhatToAdd() throws Exception {
            var lonely = (ThreadPlacement) new WithoutOpenHft()
                    .loadClass(OpenHftPlacement.class.getName())
                    .getConstructor()
                    .newInstance();

            assertThat(lonely.name()).isEqualTo("openhft");
            assertThatThrownBy(lonely::place)
                    .isInstanceOf(DlqException.class)
                    .hasMessageContaining("add net.openhft:affinity")
                    .hasCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    /** Loads our classes anew and finds none of OpenHFT's. */
    private static final class WithoutOpenHft extends ClassLoader {

        WithoutOpenHft() {
            super(OpenHftPlacement.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("net.openhft.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.kafkadlq.affinity.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
