package io.kafkadlq.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartTest {

    private static final Samples FLAT = samples(100, 5);

    @Test
    void shouldBeWellFormedWhateverItsTextsAre() throws Exception {
        var chart = chart("a < b & c > \"d\"", Panel.linear("x & y", List.of(Curve.solid("<curve>", Hue.BLUE, FLAT))));

        assertThat(parsed(chart).getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a < b & c > \"d\"");
        assertThat(chart.svg()).contains("x &amp; y", "&lt;curve&gt;");
    }

    @Test
    void shouldStaySmallHoweverLongItWas() {
        var curve = Curve.solid("long", Hue.BLUE, samples(100_000, 5));
        var panel = Panel.linear("values", List.of(curve, curve, curve));

        var chart = new Chart("t", "s", 1_000, List.of(), List.of(panel, panel, panel, panel, panel));
        assertThat(chart.svg().length()).isLessThan(60_000);
    }

    @Test
    void shouldInterruptALineWhereNothingWasSeen() {
        var samples = new Samples(List.of(0.0, 1.0, 2.0, 3.0, 4.0), List.of(1.0, 1.0, Double.NaN, 1.0, 1.0));

        var svg = chart("gap", Panel.linear("values", List.of(Curve.solid("gap", Hue.PINK, samples))))
                .svg();

        assertThat(svg).containsPattern("d=\"M74 [0-9.]+l78.6 0M[0-9.]+ [0-9.]+l78.6 0\"");
    }

    @Test
    void shouldDrawStatesAsSteps() {
        var samples = new Samples(List.of(0.0, 5.0, 10.0), List.of(0.0, 1.0, 0.0));

        var svg = chart("states", Panel.states("s", List.of("off", "on"), List.of(Curve.steps("s", Hue.BLUE, samples))))
                .svg();

        assertThat(svg).containsPattern("M74 [0-9.]+h393v-[0-9.]+h393v[0-9.]+").contains(">off<", ">on<");
    }

    @Test
    void shouldShadeAPhaseThroughAllPanels() {
        var panel = Panel.shares("share", List.of(Curve.dashed("c", Hue.GREY, FLAT)));
        var chart = new Chart("t", "s", 100, List.of(new Phase("away", 25, 75)), List.of(panel, panel));

        // The plots are 786 wide from 74 on.
        assertThat(chart.svg())
                .contains("<rect x=\"270.5\" y=\"62\" width=\"393\"")
                .contains(">away<");
    }

    private static Chart chart(String title, Panel panel) {
        return new Chart(title, "s", 10, List.of(), List.of(panel));
    }

    private static Samples samples(int count, double value) {
        return new Samples(
                IntStream.range(0, count).mapToObj(i -> i / 100.0).toList(),
                IntStream.range(0, count)
                        .mapToObj(i -> value * (1 + i % 700 / 700.0))
                        .toList());
    }

    private static Document parsed(Chart chart) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.svg().getBytes(StandardCharsets.UTF_8)));
    }
}
