-- H2 has no lock that survives the commits which its DDL makes, so the lock is a row, held by a connection of its own.
CREATE TABLE IF NOT EXISTS dlq_schema_history (
    version     integer PRIMARY KEY,
    script      varchar(255) NOT NULL,
    checksum    varchar(64)  NOT NULL,
    applied_at  timestamp(3) with time zone NOT NULL
);
MERGE INTO dlq_schema_history (version, script, checksum, applied_at) KEY (version)
    VALUES (0, 'lock', '', TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00');
COMMIT;
SELECT version FROM dlq_schema_history WHERE version = 0 FOR UPDATE WAIT 60;
