-- GET_LOCK would outlive the transaction in a pooled connection, and DDL commits: so the lock is a row, held by a
-- connection of its own.
CREATE TABLE IF NOT EXISTS dlq_schema_history (
    version     integer PRIMARY KEY,
    script      varchar(255) NOT NULL,
    checksum    varchar(64)  NOT NULL,
    applied_at  datetime(3)  NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
INSERT INTO dlq_schema_history (version, script, checksum, applied_at) VALUES (0, 'lock', '', '1970-01-01')
    ON DUPLICATE KEY UPDATE version = version;
COMMIT;
SELECT version FROM dlq_schema_history WHERE version = 0 FOR UPDATE WAIT 60;
