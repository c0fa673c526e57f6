-- Which sequence the record belongs to, and where it stands in it; NULL if its retries keep no order.
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS order_id bigint;
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS order_position bigint;
-- Who runs it now, while it is RETRYING.
ALTER TABLE dlq_record ADD COLUMN IF NOT EXISTS lease_holder uuid;

CREATE INDEX IF NOT EXISTS dlq_record_due ON dlq_record (channel, status, next_attempt_at);
CREATE INDEX IF NOT EXISTS dlq_record_order ON dlq_record (order_id, order_position, id);

CREATE TABLE IF NOT EXISTS dlq_lease (
    holder     uuid PRIMARY KEY,
    node       varchar(255) NOT NULL,
    expires_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE IF NOT EXISTS dlq_attempt (
    record_id        uuid         NOT NULL,
    number           integer      NOT NULL,
    started_at       timestamp(3) with time zone NOT NULL,
    took_micros      bigint       NOT NULL,
    node             varchar(255) NOT NULL,
    outcome          varchar(16)  NOT NULL,
    exception_class  varchar,
    root_cause_class varchar,
    -- What the exception says, or why the handler gave the record up.
    message          varchar,
    stack_trace      varchar,
    deliveries       integer,
    postponed_until  timestamp(3) with time zone,
    PRIMARY KEY (record_id, number)
);

-- Whoever changes the schedule holds this row meanwhile: one after another, across processes.
CREATE TABLE IF NOT EXISTS dlq_turn (
    id integer PRIMARY KEY
);
MERGE INTO dlq_turn (id) KEY (id) VALUES (1);
