package io.kafkadlq.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

    private final Numbers numbers = new Numbers(130);

    @Test
    void remembersWhatWasAdded() {
        assertThat(numbers.add(0)).isTrue();
        assertThat(numbers.add(129)).isTrue();

        assertThat(numbers.contains(0)).isTrue();
        assertThat(numbers.contains(64)).isFalse();
        assertThat(numbers.contains(129)).isTrue();
    }

    @Test
    void tellsWhatWasThereBefore() {
        numbers.add(63);

        assertThat(numbers.add(63)).isFalse();
        assertThat(numbers.add(64)).isTrue();
    }
}
