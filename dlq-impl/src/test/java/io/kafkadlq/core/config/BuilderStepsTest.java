package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.ChannelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the builder's steps write, and that there is a step for each key. */
class BuilderStepsTest {

    private static final String BEGIN = "<!-- steps:begin -->\n";
    private static final String END = "<!-- steps:end -->";

    private static final Map<String, String> WITHOUT_STEP = Map.of(
            "dlq.channels", "channel(…) declares the channels, whose names need no list",
            "dlq.admin.password", "of the web application",
            "dlq.security.users", "of the web application",
            "dlq.metrics.enabled", "of servers",
            "dlq.health.enabled", "of servers",
            "dlq.telemetry.enabled", "of servers");

    private static final Path SOURCES = Path.of("..", "dlq-api", "src", "main", "java", "io", "kafkadlq", "api");

    private static final Pattern DOCUMENTED =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)+)\\*/(?: @SafeVarargs)? public" + " (?:final )?(\\w+) (\\w+)\\(");

    /** Where steps are taken, by the file in which they stand. */
    private static final Map<String, String> PLACES = Map.of(
            "ChannelSteps", "channel",
            "dsl/PerformanceSteps", "performance",
            "dsl/ProcessingSteps", "processing",
            "dsl/BackpressureSteps", "backpressure",
            "dsl/RateLimitSteps", "rateLimit",
            "dsl/CircuitBreakerSteps", "circuitBreaker",
            "dsl/FloodGuardSteps", "floodGuard",
            "dsl/RetrySteps", "retry",
            "dsl/RetentionSteps", "retention",
            "dsl/RedriveSteps", "redrive");

    private static List<Step> steps() {
        return Step.all();
    }

    private static Set<String> files() {
        return PLACES.keySet();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void shouldSetItsKeysToWhatCanBeRead(Step step) {
        var builder = new RecordingBuilder();

        step.taken().accept(builder);

        assertThat(builder.settings()).isEqualTo(step.settings());
        var reading = new ConfigReader(
                        key -> Optional.ofNullable(builder.settings().get(key)),
                        List.of("bootstrap.servers", "acks"),
                        builder.settings().keySet())
                .read(Map.of(Step.CHANNEL, List.of()));
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void shouldLeaveNoKeyWithoutAStep() {
        Stream<SettingKey> keys = Stream.concat(
                SettingKey.in(RootSettings.class, RootSettings.PREFIX).stream(),
                SettingKey.in(ChannelConfig.class, KnownKeys.CHANNEL + Step.CHANNEL).stream());
        Set<String> set = steps().stream()
                .flatMap(step -> step.settings().keySet().stream())
                .collect(Collectors.toSet());

        assertThat(keys.map(SettingKey::key).filter(key -> !set.contains(key)))
                .as("keys without a step, but for those with a reason: " + WITHOUT_STEP)
                .containsExactlyInAnyOrderElementsOf(WITHOUT_STEP.keySet());
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldSayInItsDescriptionWhatItSets(String file) throws IOException {
        Map<String, String> described = descriptions(file);
        List<Step> steps = steps().stream()
                .filter(step -> step.place().equals(PLACES.get(file)))
                .toList();

        assertThat(steps).allSatisfy(step -> assertThat(described.get(step.name()))
                .contains(keys(step).stream().map(key -> "{@code " + key + "}").toList()));
        described.entrySet().removeIf(method -> !method.getValue().matches(".*(?:Sets|Adds to) .*"));
        assertThat(steps.stream().map(Step::name).collect(Collectors.toSet())).isEqualTo(described.keySet());
    }

    /** By the names of the steps in the file; those of overloads joined. */
    private static Map<String, String> descriptions(String file) throws IOException {
        String source = Files.readString(SOURCES.resolve(file + ".java")).replaceAll("\\s+(?:\\*(?!/))?\\s*", " ");
        Map<String, String> found = new TreeMap<>();
        DOCUMENTED
                .matcher(source)
                .results()
                .filter(method -> file.endsWith(method.group(2)))
                .forEach(method -> found.merge(method.group(3), method.group(1), String::concat));
        return found;
    }

    private static Set<String> keys(Step step) {
        return step.settings().keySet().stream()
                .filter(key -> !key.equals("dlq.store.type") || step.settings().size() == 1)
                .map(key -> key.replace(KnownKeys.CHANNEL + Step.CHANNEL + ".", ""))
                .map(key -> step.name().equals("kafkaProperty") ? "dlq.kafka.<property>" : key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Test
    void shouldBeWhatTheProgrammingGuideShows() throws IOException {
        String guide = Files.readString(Path.of("..", "dlq-api", "README.md"));
        int begin = guide.indexOf(BEGIN);
        int end = guide.indexOf(END);

        assertThat(begin).as("position of " + BEGIN).isBetween(0, end);
        String table = table();
        assertThat(guide.substring(begin + BEGIN.length(), end))
                .as("the table in dlq-api/README.md is out of date; paste this between its markers:%n%n%s", table)
                .isEqualTo(table);
    }

    private static String table() {
        Map<String, Map<Set<String>, Set<String>>> places = new LinkedHashMap<>();
        for (Step step : steps()) {
            places.computeIfAbsent(step.place(), place -> new LinkedHashMap<>())
                    .computeIfAbsent(keys(step), same -> new LinkedHashSet<>())
                    .add(step.name());
        }
        return "| Inside of | steps: the keys they set |\n|---|---|\n"
                + places.entrySet().stream().map(BuilderStepsTest::row).collect(Collectors.joining());
    }

    private static String row(Map.Entry<String, Map<Set<String>, Set<String>>> place) {
        return "| " + (place.getKey().isEmpty() ? "the builder" : "`" + place.getKey() + "`") + " | "
                + place.getValue().entrySet().stream()
                        .map(steps -> "`" + String.join("`, `", steps.getValue()) + "`: `"
                                + String.join("`, `", steps.getKey()) + "`")
                        .collect(Collectors.joining(" · "))
                + " |\n";
    }
}
