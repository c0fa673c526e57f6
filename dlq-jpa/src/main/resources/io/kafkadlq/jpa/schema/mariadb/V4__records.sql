-- MariaDB commits after each DDL statement, so a start that was killed midway is finished by the next one: IF NOT EXISTS.
-- Names compare byte by byte: equal means equal, in case and in blanks at the end too. Times are in UTC.
-- What came in never changes and may be wide; what is done about it changes often and is narrow.
CREATE TABLE IF NOT EXISTS dlq_record (
    id               uuid PRIMARY KEY,
    channel          varchar(255) NOT NULL,
    source_topic     varchar(255) NOT NULL,
    -- NULL where no topic holds the record: NULLs never collide in the unique key below.
    source_partition integer,
    source_offset    bigint,
    -- Kafka timestamps are foreign and may hold any long: milliseconds, not a timestamp type with a narrower range.
    source_timestamp bigint       NOT NULL,
    origin_topic     varchar(255),
    origin_partition integer,
    origin_offset    bigint,
    origin_timestamp bigint,
    origin_group     varchar(255),
    dialects         mediumtext   NOT NULL,
    problems         mediumtext   NOT NULL,
    created_at       datetime(3)  NOT NULL,
    payload_state    varchar(16)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
    -- NULL for a null key or value, 0 for an empty one.
    key_length       integer,
    value_length     integer,
    record_key       longblob,
    record_value     longblob,
    record_headers   longblob     NOT NULL,
    UNIQUE KEY dlq_record_position (channel, source_topic, source_partition, source_offset),
    KEY dlq_record_source_topic (source_topic),
    KEY dlq_record_origin_topic (origin_topic),
    -- An entry has no room for a long key: those that begin alike are told apart by their rows.
    KEY dlq_record_key (record_key(255))
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS dlq_progress (
    -- The record's.
    id               uuid PRIMARY KEY,
    version          bigint       NOT NULL,
    -- Which sequence the record belongs to, and where it stands in it; NULL if its retries keep no order.
    order_id         bigint,
    order_position   bigint,
    next_attempt_at  datetime(3),
    updated_at       datetime(3)  NOT NULL,
    -- Who runs it now, while it is RETRYING.
    lease_holder     uuid,
    -- A hash, whose bits may be none of a UUID.
    stack_trace_id   char(36)     CHARACTER SET ascii COLLATE ascii_nopad_bin,
    attempts         integer      NOT NULL,
    redrive_count    integer      NOT NULL,
    deliveries       integer,
    -- Of key, value and headers together.
    payload_bytes    integer      NOT NULL,
    channel          varchar(255) NOT NULL,
    status           varchar(16)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
    error_type       varchar(32)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
    exception_class  mediumtext,
    root_cause_class mediumtext,
    message          mediumtext,
    -- In place of partial indexes: what an index is not about is NULL in it, so that nobody reads past it. Stored, as a
    -- virtual column is worked out anew by whatever looks at old versions of a row.
    due_at           datetime(3) AS (CASE WHEN status = 'PENDING' THEN next_attempt_at END) STORED,
    open_order_id    bigint AS (CASE WHEN status IN ('PENDING', 'RETRYING', 'FAILED') THEN order_id END) STORED,
    running_order_id bigint AS (CASE WHEN status = 'RETRYING' THEN order_id END) STORED,
    KEY dlq_progress_status (status, id),
    KEY dlq_progress_due (channel, due_at),
    KEY dlq_progress_order (open_order_id, order_position, id),
    KEY dlq_progress_running (running_order_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Many records fail alike: a stack trace is kept once, by its hash.
CREATE TABLE IF NOT EXISTS dlq_stack_trace (
    id          char(36) CHARACTER SET ascii COLLATE ascii_nopad_bin PRIMARY KEY,
    stack_trace longtext NOT NULL,
    -- When it was last stored again; to the day, so that it is seldom written.
    last_seen   date     NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS dlq_attempt (
    record_id        uuid         NOT NULL,
    number           integer      NOT NULL,
    started_at       datetime(3)  NOT NULL,
    took_micros      bigint       NOT NULL,
    node             varchar(255) NOT NULL,
    outcome          varchar(16)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
    exception_class  mediumtext,
    root_cause_class mediumtext,
    -- What the exception says, or why the handler gave the record up.
    message          mediumtext,
    stack_trace_id   char(36)     CHARACTER SET ascii COLLATE ascii_nopad_bin,
    deliveries       integer,
    postponed_until  datetime(3),
    PRIMARY KEY (record_id, number)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS dlq_lease (
    holder     uuid PRIMARY KEY,
    node       varchar(255) NOT NULL,
    expires_at datetime(3)  NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS dlq_audit (
    id        bigint AUTO_INCREMENT PRIMARY KEY,
    record_id uuid         NOT NULL,
    at        datetime(3)  NOT NULL,
    actor     varchar(255) NOT NULL,
    action    varchar(64)  NOT NULL,
    result    varchar(64)  NOT NULL,
    details   mediumtext   NOT NULL,
    KEY dlq_audit_record (record_id, id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
