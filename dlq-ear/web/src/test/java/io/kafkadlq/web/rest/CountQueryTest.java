package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountQueryTest {

    @ParameterizedTest
    @CsvSource({"status, STATUS", "channel, CHANNEL_AND_STATUS", "exception, EXCEPTION_CLASS", "hour, HOUR", "day, DAY"
    })
    void shouldCountByWhatIsAsked(String by, CountBy expected) {
        assertThat(CountQuery.parse(Map.of("by", List.of(by))))
                .isEqualTo(new CountQuery(QueryCriteria.everything(), expected));
    }

    @Test
    void shouldTakeTheFiltersOfTheRecordList() {
        var asked = Map.of(
                "by",
                List.of("hour"),
                "status",
                List.of("FAILED"),
                "channel",
                List.of("orders"),
                "limit",
                List.of("7"));

        assertThat(CountQuery.parse(asked).which())
                .isEqualTo(QueryCriteria.everything()
                        .withStatuses(Set.of(DlqStatus.FAILED))
                        .inChannel("orders")
                        .limitedTo(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "STATUS", "topic"})
    void shouldSayWhatCanBeCountedBy(String by) {
        assertThatThrownBy(() -> CountQuery.parse(Map.of("by", List.of(by))))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem().type()).isEqualTo(ProblemType.VALIDATION);
                    assertThat(refusal.problem().detail()).endsWith("status, channel, exception, hour, day.");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor", "order", "group"})
    void shouldRefuseWhatMeansNothingToCounts(String parameter) {
        assertThatThrownBy(() -> CountQuery.parse(Map.of("by", List.of("day"), parameter, List.of("x"))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(ProblemType.UNKNOWN_PARAMETER));
    }
}
