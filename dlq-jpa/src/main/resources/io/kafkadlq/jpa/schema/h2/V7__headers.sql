-- Headers that records are found by. The key finds records, newest last; the index those of a record that is purged.
CREATE TABLE IF NOT EXISTS dlq_header (
    name         varchar(255) NOT NULL,
    header_value varchar(255) NOT NULL,
    record_id    uuid         NOT NULL,
    PRIMARY KEY (name, header_value, record_id)
);

CREATE INDEX IF NOT EXISTS dlq_header_record ON dlq_header (record_id);
