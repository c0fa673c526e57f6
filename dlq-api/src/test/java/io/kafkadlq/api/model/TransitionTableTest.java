package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.ChangeCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The programming guide's table of what becomes of a dead letter. */
class TransitionTableTest {

    private static final String BEGIN = "<!-- transitions:begin -->\n";
    private static final String END = "<!-- transitions:end -->";

    @Test
    void shouldBeWhatTheActionsAllow() throws IOException {
        String guide = Files.readString(Path.of("README.md"));
        int begin = guide.indexOf(BEGIN);
        int end = guide.indexOf(END);

        assertThat(begin).as("position of " + BEGIN).isBetween(0, end);
        assertThat(guide.substring(begin + BEGIN.length(), end))
                .as("the table in README.md is out of date; paste this between its markers:%n%n%s", table())
                .isEqualTo(table());
    }

    @Test
    void shouldHaveARowForEachThingPeopleAskFor() {
        assertThat(table().lines().filter(row -> row.contains("a person"))).hasSize(ChangeCommand.ACTIONS.size() + 1);
    }

    private static String table() {
        String statuses = Arrays.stream(DlqStatus.values())
                .map(status -> " from `" + status + "` |")
                .collect(Collectors.joining());
        return "| action | by |" + statuses + "\n|---|---" + "|---".repeat(DlqStatus.values().length) + "|\n"
                + Arrays.stream(RecordAction.values())
                        .map(TransitionTableTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(RecordAction action) {
        String cells = Arrays.stream(DlqStatus.values())
                .map(status -> action.isPossibleFrom(status) ? " `" + action.to() + "` |" : "  |")
                .collect(Collectors.joining());
        return "| `" + action + "` | " + by(action) + " |" + cells + "\n";
    }

    private static String by(RecordAction action) {
        if (!action.isForPeople()) {
            return "the schedule";
        }
        return action == RecordAction.EXPIRE ? "time, or a person" : "a person";
    }
}
