CREATE TABLE IF NOT EXISTS dlq_schema_history (
    version     integer PRIMARY KEY,
    script      varchar(255) NOT NULL,
    checksum    varchar(64)  NOT NULL,
    applied_at  timestamptz(3) NOT NULL
);
