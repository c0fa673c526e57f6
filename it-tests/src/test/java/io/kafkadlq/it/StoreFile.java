package io.kafkadlq.it;

import io.kafkadlq.api.model.DlqStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** The file that a deployment keeps its records in by default, which other processes of the host may share. */
record StoreFile(Path home) {

    private static final String NAME = "dlq.mv.db";

    /** Whose lease is over is given back, and would not stay RETRYING. */
    private static final String LEASE = """
            MERGE INTO dlq_lease (holder, node, expires_at) KEY (holder)
            VALUES (?, 'test', DATEADD(HOUR, 1, CURRENT_TIMESTAMP))""";

    private static final String SET = "UPDATE dlq_progress SET status = ?, lease_holder = ? WHERE id = ?";

    /** Makes a record what only the course of time would make it. */
    void setStatus(String id, DlqStatus status) throws IOException, SQLException {
        UUID holder = UUID.randomUUID();
        try (var connection = DriverManager.getConnection(url(), "sa", "");
                var lease = connection.prepareStatement(LEASE);
                var update = connection.prepareStatement(SET)) {
            lease.setObject(1, holder);
            lease.executeUpdate();
            update.setString(1, status.name());
            update.setObject(2, status == DlqStatus.RETRYING ? holder : null);
            update.setObject(3, UUID.fromString(id));
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("There is no record " + id);
            }
        }
    }

    private String url() throws IOException {
        try (var files = Files.walk(home)) {
            var file = files.filter(path -> path.endsWith(NAME))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("There is no " + NAME + " below " + home));
            var database = file.resolveSibling(NAME.replace(".mv.db", "")).toAbsolutePath();
            return "jdbc:h2:file:" + database + ";AUTO_SERVER=TRUE;IFEXISTS=TRUE;LOCK_TIMEOUT=10000";
        }
    }
}
