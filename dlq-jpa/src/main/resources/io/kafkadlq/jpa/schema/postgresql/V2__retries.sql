ALTER TABLE dlq_record
    -- Which sequence the record belongs to, and where it stands in it; NULL if its retries keep no order.
    ADD COLUMN order_id       bigint,
    ADD COLUMN order_position bigint,
    -- Who runs it now, while it is RETRYING.
    ADD COLUMN lease_holder   uuid;

CREATE INDEX dlq_record_due ON dlq_record (channel, next_attempt_at)
    WHERE status = 'PENDING' AND next_attempt_at IS NOT NULL;
CREATE INDEX dlq_record_order ON dlq_record (order_id, order_position, id)
    WHERE order_id IS NOT NULL AND status IN ('PENDING', 'RETRYING', 'FAILED');
-- A sequence may have a million records waiting: whether one of it runs has to be found without looking at them. The
-- status is written so that no other index answers the question: by the plain one all that run would be looked at.
CREATE INDEX dlq_record_running ON dlq_record (order_id)
    WHERE order_id IS NOT NULL AND status || '' = 'RETRYING';

CREATE TABLE dlq_lease (
    holder     uuid PRIMARY KEY,
    node       varchar(255)   NOT NULL,
    expires_at timestamptz(3) NOT NULL
);

CREATE TABLE dlq_attempt (
    record_id        uuid           NOT NULL,
    number           integer        NOT NULL,
    started_at       timestamptz(3) NOT NULL,
    took_micros      bigint         NOT NULL,
    node             varchar(255)   NOT NULL,
    outcome          varchar(16)    NOT NULL,
    exception_class  text,
    root_cause_class text,
    -- What the exception says, or why the handler gave the record up.
    message          text,
    stack_trace      text,
    deliveries       integer,
    postponed_until  timestamptz(3),
    PRIMARY KEY (record_id, number)
);
