package io.kafkadlq.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreCapabilityTest {

    @Test
    void shouldRefuseNothingThatIsThere() {
        var all = EnumSet.allOf(StoreCapability.class);

        assertThat(StoreCapability.refusal(all, all)).isEmpty();
        assertThat(StoreCapability.refusal(Set.of(), Set.of())).isEmpty();
    }

    @Test
    void shouldNameEachThingThatIsMissing() {
        var refusal = StoreCapability.refusal(
                        Set.of(StoreCapability.MESSAGE_SEARCH, StoreCapability.KEY_SEARCH, StoreCapability.COUNTS),
                        Set.of(StoreCapability.COUNTS))
                .orElseThrow();

        assertThat(refusal).isInstanceOfSatisfying(StorageResult.Failure.class, failed -> {
            assertThat(failed.retryable()).isFalse();
            assertThat(failed.cause())
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(
                            "This store cannot find records by their key (KEY_SEARCH), nor find records by what their"
                                    + " failure says (MESSAGE_SEARCH); ask without it");
        });
    }
}
