package io.kafkadlq.bench.intake;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.bench.harness.Directories;
import java.nio.file.Path;
import java.util.Map;

/** An H2 file with the options of the product's own default; a new file for each run. */
record H2Target(Path directory) implements Target {

    private static final String USER = "sa";

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public String limit() {
        return Limit.NAME;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("dlq.store.type", "jpa", "dlq.store.jdbc.url", url(), "dlq.store.jdbc.user", USER);
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("dlq").toAbsolutePath()
                + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=10000";
    }

    @Override
    public void empty() {
        Directories.delete(directory);
    }

    @Override
    public Held held(DlqDesk desk) {
        return DatabaseTable.ofProduct(url(), USER).held();
    }
}
