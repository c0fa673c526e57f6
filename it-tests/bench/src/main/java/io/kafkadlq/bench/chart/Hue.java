package io.kafkadlq.bench.chart;

/** Colours that people who see few colours can tell apart (Okabe and Ito, 2008). */
public enum Hue {
    BLUE("#0072b2"),
    ORANGE("#d55e00"),
    GREEN("#009e73"),
    PINK("#cc79a7"),
    SKY("#56b4e9"),
    GREY("#777777");

    private final String css;

    Hue(String css) {
        this.css = css;
    }

    String css() {
        return css;
    }
}
