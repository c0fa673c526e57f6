package io.kafkadlq.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependencyTest {

    private final Dependency dependency = Dependency.start(10);

    @AfterEach
    void close() {
        dependency.close();
    }

    @Test
    void shouldAnswerAndCountTheCallsOfEachRecord() throws Exception {
        assertThat(call(3)).isEqualTo(Dependency.OK);
        assertThat(call(3)).isEqualTo(Dependency.OK);

        assertThat(dependency.calls()).isEqualTo(2);
        assertThat(dependency.refusals()).isZero();
        assertThat(dependency.tally().repeated()).isEqualTo(1);
    }

    @Test
    void shouldRefuseEverythingWhileItIsDown() throws Exception {
        dependency.goDown();
        assertThat(call(1)).isEqualTo(Dependency.UNAVAILABLE);
        dependency.comeBack();
        assertThat(call(2)).isEqualTo(Dependency.OK);

        assertThat(dependency.calls()).isEqualTo(2);
        assertThat(dependency.refusals()).isEqualTo(1);
    }

    private int call(int record) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(dependency.of(record)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
