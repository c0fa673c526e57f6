INSERT INTO dlq_record (id, channel, source_topic, source_partition, source_offset, source_timestamp, dialects,
    problems, created_at, payload_state, key_length, value_length, record_key, record_value, record_headers)
SELECT
    -- Ids grow with the time of intake, as the product makes them.
    (lpad(to_hex(millis), 12, '0') || '7' || lpad(to_hex(g % 4096), 3, '0') || '8' || lpad(to_hex(g), 15, '0'))::uuid,
    'bench', 'orders', g % 6, g, millis, '', '',
    to_timestamp(millis / 1000.0), 'FULL', 10, 100,
    convert_to(lpad(to_hex(g), 10, '0'), 'UTF8'), convert_to(repeat(md5(g::text), 3) || 'xxxx', 'UTF8'), ''::bytea
FROM (
    SELECT g,
        (extract(epoch FROM now()) * 1000)::bigint - 1728000000 + g * 1728000000 / :records AS millis
    FROM generate_series(0::bigint, :records - 1) AS g
) AS n;

INSERT INTO dlq_progress (id, channel, status, error_type, exception_class, message, attempts, redrive_count,
    next_attempt_at, updated_at, version, payload_bytes, order_id, order_position)
SELECT
    id, 'bench', CASE WHEN kind = 20 THEN 'SUCCESS' ELSE 'PENDING' END, 'TRANSIENT', 'java.net.ConnectException',
    'Connection refused', 1, 0,
    CASE
        WHEN kind = 20 THEN NULL
        WHEN kind < 10 AND g >= 10000 THEN NULL
        WHEN kind = 10 THEN now() - (:records - g) * interval '0.1 milliseconds'
        ELSE now() + interval '1 hour' + g * interval '50 milliseconds'
    END,
    created_at, 1, 110,
    CASE WHEN kind < 10 THEN 7 * 4294967296 + (g / 100 * 10 + kind) % 1000 ELSE 8 * 4294967296 + g END, g
FROM (
    SELECT id, created_at, source_offset AS g, CASE
            WHEN :due THEN 10
            WHEN source_offset % 100 = 10 THEN 30
            ELSE source_offset % 100
        END AS kind
    FROM dlq_record
) AS n
