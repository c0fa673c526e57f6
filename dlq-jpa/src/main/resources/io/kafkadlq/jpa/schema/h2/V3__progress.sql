-- What came in never changes and may be wide; what is done about it changes often and is narrow. Apart, a claim and a
-- result write a small row with few indexes anew, and no payload. A start that was killed midway is finished by the next.
CREATE TABLE IF NOT EXISTS dlq_progress (
    -- The record's.
    id               uuid PRIMARY KEY,
    version          bigint       NOT NULL,
    order_id         bigint,
    order_position   bigint,
    next_attempt_at  timestamp(3) with time zone,
    updated_at       timestamp(3) with time zone NOT NULL,
    lease_holder     uuid,
    stack_trace_id   uuid,
    attempts         integer      NOT NULL,
    redrive_count    integer      NOT NULL,
    deliveries       integer,
    -- Of key, value and headers together.
    payload_bytes    integer      NOT NULL,
    channel          varchar(255) NOT NULL,
    status           varchar(16)  NOT NULL,
    error_type       varchar(32)  NOT NULL,
    exception_class  varchar,
    root_cause_class varchar,
    message          varchar
);

-- Many records fail alike: a stack trace is kept once, by its hash.
CREATE TABLE IF NOT EXISTS dlq_stack_trace (
    id          uuid PRIMARY KEY,
    stack_trace varchar NOT NULL,
    -- When it was last stored again; to the day, so that it is seldom written.
    last_seen   date NOT NULL
);

-- Of what is moved from here on, that which is missing was moved already: the statements must find it nevertheless.
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS status varchar(16);
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS error_type varchar(32);
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS exception_class varchar;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS root_cause_class varchar;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS message varchar;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS stack_trace varchar;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS deliveries integer;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS attempts integer;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS redrive_count integer;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS next_attempt_at timestamp(3) with time zone;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS updated_at timestamp(3) with time zone;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS version bigint;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS order_id bigint;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS order_position bigint;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS lease_holder uuid;
ALTER TABLE dlq_attempt ADD COLUMN IF NOT EXISTS stack_trace varchar;
ALTER TABLE dlq_attempt ADD COLUMN IF NOT EXISTS stack_trace_id uuid;

MERGE INTO dlq_stack_trace (id, stack_trace, last_seen) KEY (id)
SELECT CAST(SUBSTRING(HASH('SHA-256', stack_trace) FROM 1 FOR 16) AS uuid), stack_trace, CURRENT_DATE
FROM (
    SELECT stack_trace FROM dlq_record WHERE stack_trace IS NOT NULL
    UNION
    SELECT stack_trace FROM dlq_attempt WHERE stack_trace IS NOT NULL
) AS known;

-- As long as the columns hold anything, it is newer than what was copied before.
MERGE INTO dlq_progress (id, version, order_id, order_position, next_attempt_at, updated_at, lease_holder,
    stack_trace_id, attempts, redrive_count, deliveries, payload_bytes, channel, status, error_type, exception_class,
    root_cause_class, message) KEY (id)
SELECT id, version, order_id, order_position, next_attempt_at, updated_at, lease_holder,
    CAST(SUBSTRING(HASH('SHA-256', stack_trace) FROM 1 FOR 16) AS uuid),
    attempts, redrive_count, deliveries,
    COALESCE(OCTET_LENGTH(record_key), 0) + COALESCE(OCTET_LENGTH(record_value), 0) + OCTET_LENGTH(record_headers),
    channel, status, error_type, exception_class, root_cause_class, message
FROM dlq_record
WHERE version IS NOT NULL;

UPDATE dlq_attempt
SET stack_trace_id = CAST(SUBSTRING(HASH('SHA-256', stack_trace) FROM 1 FOR 16) AS uuid)
WHERE stack_trace IS NOT NULL;

ALTER TABLE dlq_attempt DROP COLUMN stack_trace;
DROP INDEX IF EXISTS dlq_record_status;
DROP INDEX IF EXISTS dlq_record_due;
DROP INDEX IF EXISTS dlq_record_order;
ALTER TABLE dlq_record DROP COLUMN (
    status, error_type, exception_class, root_cause_class, message, stack_trace, deliveries, attempts, redrive_count,
    next_attempt_at, updated_at, version, order_id, order_position, lease_holder);

CREATE INDEX IF NOT EXISTS dlq_progress_status ON dlq_progress (status, id);
CREATE INDEX IF NOT EXISTS dlq_progress_due ON dlq_progress (channel, status, next_attempt_at);
CREATE INDEX IF NOT EXISTS dlq_progress_order ON dlq_progress (order_id, order_position, id);
