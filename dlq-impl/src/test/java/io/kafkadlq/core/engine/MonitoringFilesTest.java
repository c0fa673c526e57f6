package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricKind;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.redrive.PrefixedHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we ship for Prometheus and Grafana, and the table in the guide, against what an engine really measures. */
class MonitoringFilesTest {

    private static final Path EAR = Path.of("..", "dlq-ear");
    private static final Pattern GRAFANA = Pattern.compile("\"(?:expr|query)\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +expr: (.*)$");
    private static final Pattern NAME = Pattern.compile("dlq_[a-z0-9_]+");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|without|on) \\(([^)]*)\\)");
    private static final Pattern MATCHED = Pattern.compile("[{,]([a-z]+)(?:=~|!=|=)");
    private static final Set<String> ADDED_BY_PROMETHEUS = Set.of("instance", "le");
    private static final String BEGIN = "<!-- metrics:begin -->\n";
    private static final String END = "<!-- metrics:end -->";

    private static List<MetricFamily> live() {
        var engine = new Engine(
                Configured.by(Map.of("dlq.store.type", "memory", "dlq.drain-timeout", "PT0.3S")),
                new Engine.Parts(
                        new UnsteadyStorage(),
                        new Nowhere(),
                        new PrefixedHeaders(),
                        new NoSources(),
                        Application.none(),
                        exceptions -> ErrorType.UNKNOWN,
                        new NoPlugins(),
                        2,
                        Thread::new,
                        Clock.systemUTC()));
        engine.start();
        try {
            return engine.desk().meters();
        } finally {
            engine.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grafana-dashboard.json", "prometheus-alerts.yml"})
    void shouldAskForWhatThereIsOnly(String file) throws IOException {
        String text = Files.readString(EAR.resolve("src/main/monitoring").resolve(file));
        var names = new HashSet<String>();
        live().forEach(family -> {
            names.add(family.name());
            if (family.kind() == MetricKind.HISTOGRAM) {
                List.of("_bucket", "_sum", "_count").forEach(suffix -> names.add(family.name() + suffix));
            }
        });

        List<String> questions = found(file.endsWith("json") ? GRAFANA : ALERT, text).stream()
                .filter(question -> question.contains("dlq_"))
                .toList();

        assertThat(questions).hasSizeGreaterThan(10).allSatisfy(question -> {
            Set<String> asked = new TreeSet<>();
            NAME.matcher(question).results().map(MatchResult::group).forEach(asked::add);
            assertThat(names).containsAll(asked);
            assertThat(labelsOf(asked)).containsAll(labelsIn(question.replace("\\\"", "\"")));
        });
    }

    private static Set<String> labelsOf(Set<String> asked) {
        var labels = new HashSet<>(ADDED_BY_PROMETHEUS);
        live().stream()
                .filter(family -> asked.stream().anyMatch(name -> name.startsWith(family.name())))
                .forEach(family -> labels.addAll(family.labels()));
        return labels;
    }

    private static Set<String> labelsIn(String question) {
        Set<String> labels = new TreeSet<>(found(MATCHED, question));
        found(GROUPED, question).forEach(list -> labels.addAll(List.of(list.split(",\\s*"))));
        return labels;
    }

    private static List<String> found(Pattern what, String where) {
        return what.matcher(where).results().map(match -> match.group(1)).toList();
    }

    @Test
    void shouldListInTheGuideWhatThereIs() throws IOException {
        String guide = Files.readString(EAR.resolve("README.md"));
        int begin = guide.indexOf(BEGIN);
        int end = guide.indexOf(END);
        assertThat(begin).as("position of " + BEGIN).isBetween(0, end);

        String table = live().stream().map(MonitoringFilesTest::row).collect(Collectors.joining());

        assertThat(guide.substring(begin + BEGIN.length(), end))
                .as("the table in dlq-ear/README.md is out of date; paste this between its markers:%n%n%s", table)
                .isEqualTo("| metric | kind | labels | what it is |\n|---|---|---|---|\n" + table);
    }

    private static String row(MetricFamily family) {
        return "| `" + family.name() + "` | " + family.kind().name().toLowerCase(Locale.ROOT) + " | "
                + family.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")) + " | "
                + family.help() + " |\n";
    }
}
