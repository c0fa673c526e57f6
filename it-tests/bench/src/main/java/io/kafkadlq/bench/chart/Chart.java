package io.kafkadlq.bench.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Panels one below the other over the same time.
 *
 * @param subtitle how it came about: rates, sizes, the machine
 * @param seconds how much of the time is shown, from zero on
 */
public record Chart(String title, String subtitle, double seconds, List<Phase> phases, List<Panel> panels) {

    public Chart {
        phases = List.copyOf(phases);
        panels = List.copyOf(panels);
    }

    /** Writes it as SVG, over what is there. */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, svg());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    public String svg() {
        return new Svg(this).draw();
    }
}
