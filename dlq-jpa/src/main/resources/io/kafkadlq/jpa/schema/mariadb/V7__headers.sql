-- Headers that records are found by. The key finds records, newest last; the index those of a record that is purged.
CREATE TABLE IF NOT EXISTS dlq_header (
    name         varchar(255) NOT NULL,
    header_value varchar(255) NOT NULL,
    record_id    uuid         NOT NULL,
    PRIMARY KEY (name, header_value, record_id),
    KEY dlq_header_record (record_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
