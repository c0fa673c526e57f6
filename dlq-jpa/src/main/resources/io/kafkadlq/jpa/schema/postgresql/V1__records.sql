CREATE TABLE dlq_record (
    id               uuid PRIMARY KEY,
    channel          varchar(255) NOT NULL,
    status           varchar(16)  NOT NULL,
    error_type       varchar(32)  NOT NULL,
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
    dialects         text         NOT NULL,
    problems         text         NOT NULL,
    exception_class  text,
    root_cause_class text,
    message          text,
    stack_trace      text,
    deliveries       integer,
    attempts         integer      NOT NULL,
    redrive_count    integer      NOT NULL,
    next_attempt_at  timestamptz(3),
    created_at       timestamptz(3) NOT NULL,
    updated_at       timestamptz(3) NOT NULL,
    version          bigint       NOT NULL,
    payload_state    varchar(16)  NOT NULL,
    -- NULL for a null key or value, 0 for an empty one.
    key_length       integer,
    value_length     integer,
    record_key       bytea,
    record_value     bytea,
    record_headers   bytea        NOT NULL,
    CONSTRAINT dlq_record_position UNIQUE (channel, source_topic, source_partition, source_offset)
);

CREATE INDEX dlq_record_status ON dlq_record (status, id);
CREATE INDEX dlq_record_source_topic ON dlq_record (source_topic);
CREATE INDEX dlq_record_origin_topic ON dlq_record (origin_topic);

CREATE TABLE dlq_audit (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record_id uuid         NOT NULL,
    at        timestamptz(3) NOT NULL,
    actor     varchar(255) NOT NULL,
    action    varchar(64)  NOT NULL,
    result    varchar(64)  NOT NULL,
    details   text         NOT NULL
);

CREATE INDEX dlq_audit_record ON dlq_audit (record_id, id);
