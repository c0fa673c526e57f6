package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.PayloadUnavailableException;
import io.kafkadlq.api.RedriveResult.Reason;
import io.kafkadlq.api.RedriveResult.Refused;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswersTest {

    @Test
    void shouldSayWhenToTryAgainWhatCameTooFast() {
        Problem problem = Answers.refused(new Refused(Reason.RATE, "More than 50 redrives a second"));

        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.type()).isEqualTo(ProblemType.REDRIVE_RATE);
        assertThat(problem.detail()).isEqualTo("More than 50 redrives a second");
        assertThat(problem.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void shouldInviteToTryAgainWhatKafkaDidNotGive() {
        var away = new PayloadUnavailableException("away", new IllegalStateException());

        Problem problem = Faults.of(new StorageResult.Failure<>(away, true));

        assertThat(problem.type()).isEqualTo(ProblemType.PAYLOAD_NOT_FETCHED);
        assertThat(problem.headers()).containsKey("Retry-After");
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, mode = EnumSource.Mode.EXCLUDE, names = "RATE")
    void shouldNotInviteToTryAgainWhatTimeDoesNotMend(Reason reason) {
        Problem problem = Answers.refused(new Refused(reason, "no"));

        assertThat(problem.status()).isIn(409, 422);
        assertThat(problem.headers()).isEmpty();
    }
}
