INSERT INTO dlq_record (id, channel, source_topic, source_partition, source_offset, source_timestamp, dialects,
    problems, created_at, payload_state, key_length, value_length, record_key, record_value, record_headers)
SELECT
    -- Ids grow with the time of intake, as the product makes them.
    (lpad(to_hex(millis), 12, '0') || '7' || lpad(to_hex(g % 4096), 3, '0') || '8' || lpad(to_hex(g), 15, '0'))::uuid,
    CASE WHEN g % 10000 = 9999 THEN 'audit' WHEN kind < 90 THEN 'bench' ELSE 'billing' END,
    CASE WHEN g % 10000 = 9999 THEN 'logins' WHEN kind < 90 THEN 'orders' ELSE 'invoices' END,
    g % 6, g, millis, '', '', to_timestamp(millis / 1000.0), 'FULL', 10, 100,
    convert_to(lpad(to_hex(CASE WHEN kind = 50 THEN 0 ELSE g % 99991 END), 10, '0'), 'UTF8'),
    convert_to(repeat(md5(g::text), 3) || 'xxxx', 'UTF8'), ''::bytea
FROM (
    SELECT g, g % 100 AS kind,
        :now - 1728000000 + g * 1728000000 / :records AS millis
    FROM generate_series(0::bigint, :records - 1) AS g
) AS n;

INSERT INTO dlq_progress (id, channel, status, error_type, exception_class, message, attempts, redrive_count,
    next_attempt_at, updated_at, version, payload_bytes, order_id, order_position)
SELECT
    id, channel,
    CASE
        WHEN g % 10000 = 4660 THEN 'RETRYING'
        WHEN kind BETWEEN 20 AND 34 THEN 'SUCCESS'
        WHEN kind BETWEEN 35 AND 39 THEN 'EXPIRED'
        WHEN kind BETWEEN 40 AND 44 THEN 'FAILED'
        WHEN kind = 45 THEN 'ON_HOLD'
        ELSE 'PENDING'
    END,
    'TRANSIENT',
    CASE
        WHEN kind < 60 THEN 'java.net.ConnectException'
        WHEN kind < 85 THEN 'java.net.SocketTimeoutException'
        ELSE 'com.acme.billing.Refused' || g / 100 % 20
    END,
    'Connection refused', 1, 0,
    CASE
        WHEN kind BETWEEN 20 AND 45 OR g % 10000 = 4660 OR kind < 10 AND g >= 10000 THEN NULL
        WHEN kind = 10 THEN now() - (:records - g) * interval '0.1 milliseconds'
        ELSE now() + interval '1 hour' + g * interval '50 milliseconds'
    END,
    created_at, 1, 110,
    CASE WHEN kind < 10 THEN 7 * 4294967296 + (g / 100 * 10 + kind) % 1000 ELSE 8 * 4294967296 + g END, g
FROM (
    SELECT id, channel, created_at, g,
        CASE WHEN :due THEN 10 WHEN g % 100 = 10 THEN 95 ELSE g % 100 END AS kind
    FROM (SELECT id, channel, created_at, source_offset AS g FROM dlq_record) AS r
) AS n
