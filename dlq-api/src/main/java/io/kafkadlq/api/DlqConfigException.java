package io.kafkadlq.api;

import java.util.List;

/** The configuration cannot work. One exception carries every violation found, so that one round of mending is enough. */
public final class DlqConfigException extends DlqException {

    private static final long serialVersionUID = 1L;

    private final String[] violations;

    /** @param violations each names its key, the value it has and what is allowed */
    public DlqConfigException(List<String> violations) {
        super("The DLQ configuration has " + violations.size() + " error(s):\n  - "
                + String.join("\n  - ", violations));
        this.violations = violations.toArray(String[]::new);
    }

    public List<String> violations() {
        return List.of(violations);
    }
}
