package io.kafkadlq.core.redrive;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Text;
import java.util.List;

/** Knows a dialect made up for tests: what begins with {@code x-failed} is the dead letter's. */
public final class PrefixedHeaders implements DeadLetterHeaders {

    @Override
    public boolean ownedBy(List<String> dialects, String headerName) {
        return dialects.contains("made-up") && headerName.startsWith("x-failed");
    }

    @Override
    public int redriveCount(DlqHeaders headers) {
        return headers.list().stream()
                .filter(header -> header.name().equals(RedriveHeaders.REDRIVE_COUNT))
                .flatMap(header -> header.text().stream())
                .map(Text::toString)
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }
}
