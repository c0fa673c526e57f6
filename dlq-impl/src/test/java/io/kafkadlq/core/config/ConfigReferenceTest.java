package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {

    private static final String BEGIN = "<!-- settings:begin -->\n";
    private static final String END = "<!-- settings:end -->";

    @Test
    void shouldBeWhatTheProgrammingGuideShows() throws IOException {
        String guide = Files.readString(Path.of("..", "dlq-api", "README.md"));
        int begin = guide.indexOf(BEGIN);
        int end = guide.indexOf(END);

        assertThat(begin).as("position of " + BEGIN).isBetween(0, end);
        String reference = ConfigReference.markdown();
        assertThat(guide.substring(begin + BEGIN.length(), end))
                .as("the table in dlq-api/README.md is out of date; paste this between its markers:%n%n%s", reference)
                .isEqualTo(reference);
    }

    @Test
    void shouldMarkSecretsAndShowBounds() {
        assertThat(ConfigReference.markdown())
                .contains("| `dlq.admin.password` | text (secret) |  |  |")
                .contains("| `dlq.channel.<name>.consumers` | whole number | `1` | `0` to `64` |");
    }
}
