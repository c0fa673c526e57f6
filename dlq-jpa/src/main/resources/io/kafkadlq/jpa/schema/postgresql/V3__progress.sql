-- What came in never changes and may be wide; what is done about it changes often and is narrow. Apart, a claim and a
-- result write a small row with few indexes anew, and no payload.
-- An older instance that still runs must not store anything between the copying and the rest: its calls fail, and are
-- repeated until it is replaced.
LOCK TABLE dlq_record, dlq_attempt IN ACCESS EXCLUSIVE MODE;

CREATE TABLE dlq_progress (
    -- The record's.
    id               uuid PRIMARY KEY,
    version          bigint         NOT NULL,
    order_id         bigint,
    order_position   bigint,
    next_attempt_at  timestamptz(3),
    updated_at       timestamptz(3) NOT NULL,
    lease_holder     uuid,
    stack_trace_id   uuid,
    attempts         integer        NOT NULL,
    redrive_count    integer        NOT NULL,
    deliveries       integer,
    -- Of key, value and headers together.
    payload_bytes    integer        NOT NULL,
    channel          varchar(255)   NOT NULL,
    status           varchar(16)    NOT NULL,
    error_type       varchar(32)    NOT NULL,
    exception_class  text,
    root_cause_class text,
    message          text
);

-- Many records fail alike: a stack trace is kept once, by its hash.
CREATE TABLE dlq_stack_trace (
    id          uuid PRIMARY KEY,
    stack_trace text NOT NULL,
    -- When it was last stored again; to the day, so that it is seldom written.
    last_seen   date NOT NULL
);

INSERT INTO dlq_stack_trace (id, stack_trace, last_seen)
SELECT encode(substring(sha256(convert_to(stack_trace, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid, stack_trace, CURRENT_DATE
FROM (
    SELECT stack_trace FROM dlq_record WHERE stack_trace IS NOT NULL
    UNION
    SELECT stack_trace FROM dlq_attempt WHERE stack_trace IS NOT NULL
) AS known;

INSERT INTO dlq_progress (id, version, order_id, order_position, next_attempt_at, updated_at, lease_holder,
    stack_trace_id, attempts, redrive_count, deliveries, payload_bytes, channel, status, error_type, exception_class,
    root_cause_class, message)
SELECT id, version, order_id, order_position, next_attempt_at, updated_at, lease_holder,
    encode(substring(sha256(convert_to(stack_trace, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid,
    attempts, redrive_count, deliveries,
    COALESCE(octet_length(record_key), 0) + COALESCE(octet_length(record_value), 0) + octet_length(record_headers),
    channel, status, error_type, exception_class, root_cause_class, message
FROM dlq_record;

ALTER TABLE dlq_attempt ADD COLUMN stack_trace_id uuid;
UPDATE dlq_attempt
SET stack_trace_id = encode(substring(sha256(convert_to(stack_trace, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid
WHERE stack_trace IS NOT NULL;
ALTER TABLE dlq_attempt DROP COLUMN stack_trace;

-- With their indexes.
ALTER TABLE dlq_record
    DROP COLUMN status, DROP COLUMN error_type, DROP COLUMN exception_class, DROP COLUMN root_cause_class,
    DROP COLUMN message, DROP COLUMN stack_trace, DROP COLUMN deliveries, DROP COLUMN attempts,
    DROP COLUMN redrive_count, DROP COLUMN next_attempt_at, DROP COLUMN updated_at, DROP COLUMN version,
    DROP COLUMN order_id, DROP COLUMN order_position, DROP COLUMN lease_holder;

CREATE INDEX dlq_progress_status ON dlq_progress (status, id);
CREATE INDEX dlq_progress_due ON dlq_progress (channel, next_attempt_at)
    WHERE status = 'PENDING' AND next_attempt_at IS NOT NULL;
CREATE INDEX dlq_progress_order ON dlq_progress (order_id, order_position, id)
    WHERE order_id IS NOT NULL AND status IN ('PENDING', 'RETRYING', 'FAILED');
-- A sequence may have a million records waiting: whether one of it runs has to be found without looking at them. The
-- status is written so that no other index answers the question: by the plain one all that run would be looked at.
CREATE INDEX dlq_progress_running ON dlq_progress (order_id)
    WHERE order_id IS NOT NULL AND status || '' = 'RETRYING';

ANALYZE dlq_progress;
