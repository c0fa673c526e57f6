package io.kafkadlq.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;

/**
 * Runs all races, each in a class named XStress. Quick by default, for every build: code as the second compiler makes it,
 * under half a second each. {@code -Dstress=default} or {@code tough} takes what jcstress has under that name, which adds the
 * interpreter, the first compiler and shuffled instructions, and takes minutes to hours.
 */
class StressTest {

    private static final String QUICK = "quick";
    private static final Path REPORTS = Path.of("jcstress");

    @BeforeAll
    static void forgetEarlierRuns() throws IOException {
        Files.createDirectories(REPORTS);
        try (var earlier = Files.newDirectoryStream(REPORTS, "*.html")) {
            earlier.forEach(report -> report.toFile().delete());
        }
    }

    @Test
    void shouldShowNothingForbiddenInAnyRace() throws Exception {
        var races = new JCStress(options(System.getProperty("stress", QUICK)));

        // Throws if something forbidden was seen, but not if nothing was run.
        races.run();

        assertThat(reported()).isNotEmpty().containsAll(races.getTests());
    }

    private static Options options(String mode) throws IOException {
        // Two cores are what there is: the system places threads on them better than a fixed plan.
        var common = Stream.of("-r", REPORTS.toString(), "-af", "NONE");
        var chosen = mode.equals(QUICK)
                ? Stream.of(
                        "-f", "1", "-iters", "1", "-time", "400", "-sc", "false", "-jvmArgs", "-XX:-TieredCompilation")
                : Stream.of("-m", mode);
        var options = new Options(Stream.concat(common, chosen).toArray(String[]::new));
        options.parse();
        return options;
    }

    /** Those that jcstress has written a report on. */
    private static List<String> reported() {
        try (var reports = Files.list(REPORTS)) {
            return reports.map(report -> report.getFileName().toString().replaceFirst("\\.html$", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
