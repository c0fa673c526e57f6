package io.kafkadlq.core.config;

import java.util.List;

/**
 * A channel whose defaults were chosen for it, in words.
 *
 * @param aim what it is to reach, and with what
 * @param choices each a key, the value chosen, and why; never empty
 */
public record TunedChannel(String name, String aim, List<String> choices) {

    public TunedChannel {
        choices = List.copyOf(choices);
    }
}
