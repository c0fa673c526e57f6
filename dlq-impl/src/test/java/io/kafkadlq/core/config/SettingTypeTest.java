package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.config.Setting;
import io.kafkadlq.core.config.SettingSource.Branch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingTypeTest {

    record Sample(
            @Setting(doc = "", byDefault = "true") boolean open,
            @Setting(doc = "", byDefault = "1", min = "1") int least,
            @Setting(doc = "", byDefault = "1", max = "9") long most,
            @Setting(doc = "", min = "2", max = "3") Optional<Integer> maybe,
            @Setting(doc = "", secret = true) Optional<String> word) {}

    private record Forgotten(int bare) {}

    private record Impossible(@Setting(doc = "") float number) {}

    private record Undecided(@Setting(doc = "") int number) {}

    private final Violations violations = new Violations();
    private final Map<String, String> chosen = new HashMap<>();

    private <R extends Record> R bind(Class<R> type, Map<String, String> settings) {
        var source = new SettingSource(key -> Optional.ofNullable(settings.get(key)));
        return new RecordBinder(source, chosen, violations).bind(type, Branch.of("x"));
    }

    @Test
    void shouldReadBooleansInAnyCase() {
        assertThat(bind(Sample.class, Map.of("x.open", "FALSE")).open()).isFalse();
        assertThat(bind(Sample.class, Map.of()).open()).isTrue();
    }

    @Test
    void shouldNameTheOneBoundThereIs() {
        bind(Sample.class, Map.of("x.open", "yes", "x.least", "0", "x.most", "10"));

        assertThatThrownBy(violations::throwIfAny)
                .isInstanceOfSatisfying(DlqConfigException.class, all -> assertThat(all.violations())
                        .containsExactly(
                                "x.open is 'yes': expected true or false",
                                "x.least is '0': expected a whole number of at least 1",
                                "x.most is '10': expected a whole number of at most 9"));
    }

    @Test
    void shouldBoundWhatMayBeAbsent() {
        assertThat(bind(Sample.class, Map.of()).maybe()).isEmpty();
        assertThat(bind(Sample.class, Map.of("x.maybe", "3")).maybe()).contains(3);
        bind(Sample.class, Map.of("x.maybe", "4"));

        assertThatThrownBy(violations::throwIfAny)
                .hasMessageContaining("x.maybe is '4': expected a whole number between 2 and 3");
    }

    @Test
    void shouldPreferWhatIsSetToWhatWasChosen() {
        chosen.put("x.least", "5");

        assertThat(bind(Sample.class, Map.of()).least()).isEqualTo(5);
        assertThat(bind(Sample.class, Map.of("x.least", "3")).least()).isEqualTo(3);
    }

    @Test
    void shouldMaskSecrets() {
        violations.addSecret("x.word", "a text");

        assertThatThrownBy(violations::throwIfAny).hasMessageContaining("x.word is '***': expected a text");
    }

    @Test
    void shouldTellTheTreesAuthorWhatIsMissing() {
        assertThatThrownBy(() -> bind(Forgotten.class, Map.of())).hasMessage("Forgotten.bare has no @Setting");
        assertThatThrownBy(() -> bind(Impossible.class, Map.of())).hasMessageContaining("float");
        assertThatThrownBy(() -> bind(Undecided.class, Map.of())).hasMessage("x.number needs a default");
    }
}
