package io.kafkadlq.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final List<Double> VALUES = List.of(1000.0, 1234.5, 1234.5, 1234.5, 2000.0);

    @Test
    void writesAllFieldsOfTheFormat() {
        var json = ResultsJson.of(List.of(result("plain", "ours/h2", OptionalDouble.of(0.5), new Defects(0, 1, 2))));

        assertThat(json).isEqualTo("""
                        [
                          {"scene": "plain", "system": "ours/h2", "unit": "records/s", "median": 1234.500, \
                        "min": 1000.000, "max": 2000.000, "runs": 5, "ratioToLimit": 0.500, \
                        "orderViolations": 0, "lost": 1, "duplicated": 2}
                        ]
                        """);
    }

    @Test
    void writesNullForWhatNobodyLookedAt() {
        var json = ResultsJson.of(List.of(result("plain", "limit", OptionalDouble.empty(), Defects.of(0, 0))));

        assertThat(json).contains("\"ratioToLimit\": null, \"orderViolations\": null, \"lost\": 0");
    }

    @Test
    void escapesWhatJsonWouldMisread() {
        var json = ResultsJson.of(List.of(result("a \"b\" \\ \n", "limit", OptionalDouble.empty(), Defects.of(0, 0))));

        assertThat(json).contains("\"a \\\"b\\\" \\\\ \\u000a\"");
    }

    @Test
    void showsTheFiguresOfOneContenderOnOneLine() {
        var rate = result("plain", "ours/h2", OptionalDouble.of(0.5), Defects.of(0, 0));
        var cpu = new Result(
                "plain",
                "ours/h2",
                Unit.CPU,
                List.of(2.0, 3.0, 3.0, 3.0, 4.0),
                "limit",
                OptionalDouble.of(1.5),
                Defects.of(0, 0));

        var table = Table.of(List.of(rate, cpu));

        assertThat(table.lines()).hasSize(3).element(2).asString().contains("0.50 of limit", "3.00 (2.00–4.00)");
    }

    private static Result result(String scene, String system, OptionalDouble ratio, Defects defects) {
        return new Result(scene, system, Unit.RATE, VALUES, "limit", ratio, defects);
    }
}
