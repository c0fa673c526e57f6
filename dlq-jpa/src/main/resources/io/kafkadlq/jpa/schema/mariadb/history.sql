CREATE TABLE IF NOT EXISTS dlq_schema_history (
    version     integer PRIMARY KEY,
    script      varchar(255) NOT NULL,
    checksum    varchar(64)  NOT NULL,
    applied_at  datetime(3)  NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
