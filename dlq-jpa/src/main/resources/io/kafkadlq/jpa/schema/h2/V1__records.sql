-- H2 commits after each DDL statement, so a start that was killed midway is finished by the next one: IF NOT EXISTS.
CREATE TABLE IF NOT EXISTS dlq_record (
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
    dialects         varchar      NOT NULL,
    problems         varchar      NOT NULL,
    exception_class  varchar,
    root_cause_class varchar,
    message          varchar,
    stack_trace      varchar,
    deliveries       integer,
    attempts         integer      NOT NULL,
    redrive_count    integer      NOT NULL,
    next_attempt_at  timestamp(3) with time zone,
    created_at       timestamp(3) with time zone NOT NULL,
    updated_at       timestamp(3) with time zone NOT NULL,
    version          bigint       NOT NULL,
    payload_state    varchar(16)  NOT NULL,
    -- NULL for a null key or value, 0 for an empty one.
    key_length       integer,
    value_length     integer,
    record_key       varbinary,
    record_value     varbinary,
    record_headers   varbinary    NOT NULL,
    CONSTRAINT dlq_record_position UNIQUE (channel, source_topic, source_partition, source_offset)
);

CREATE INDEX IF NOT EXISTS dlq_record_status ON dlq_record (status, id);
CREATE INDEX IF NOT EXISTS dlq_record_source_topic ON dlq_record (source_topic);
CREATE INDEX IF NOT EXISTS dlq_record_origin_topic ON dlq_record (origin_topic);

CREATE TABLE IF NOT EXISTS dlq_audit (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record_id uuid         NOT NULL,
    at        timestamp(3) with time zone NOT NULL,
    actor     varchar(255) NOT NULL,
    action    varchar(64)  NOT NULL,
    result    varchar(64)  NOT NULL,
    details   varchar      NOT NULL
);

CREATE INDEX IF NOT EXISTS dlq_audit_record ON dlq_audit (record_id, id);
