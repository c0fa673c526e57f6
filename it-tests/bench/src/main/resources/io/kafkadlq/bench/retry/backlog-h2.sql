INSERT INTO dlq_record (id, channel, source_topic, source_partition, source_offset, source_timestamp, dialects,
    problems, created_at, payload_state, key_length, value_length, record_key, record_value, record_headers)
SELECT
    -- Ids grow with the time of intake, as the product makes them.
    CAST(lpad(to_hex(millis), 12, '0') || '7' || lpad(to_hex(mod(g, 4096)), 3, '0') || '8' || lpad(to_hex(g), 15, '0')
        AS uuid),
    'bench', 'orders', mod(g, 6), g, millis, '', '',
    dateadd(MILLISECOND, millis, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00'), 'FULL', 10, 100,
    stringtoutf8(lpad(to_hex(g), 10, '0')), stringtoutf8(rpad(to_hex(g * 1000003), 100, 'x')), X''
FROM (
    SELECT x AS g,
        datediff(MILLISECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00', CURRENT_TIMESTAMP)
            - 1728000000 + x * 1728000000 / :records AS millis
    FROM system_range(0, :records - 1)
) AS n;

INSERT INTO dlq_progress (id, channel, status, error_type, exception_class, message, attempts, redrive_count,
    next_attempt_at, updated_at, version, payload_bytes, order_id, order_position)
SELECT
    id, 'bench', CASE WHEN kind = 20 THEN 'SUCCESS' ELSE 'PENDING' END, 'TRANSIENT', 'java.net.ConnectException',
    'Connection refused', 1, 0,
    CASE
        WHEN kind = 20 THEN NULL
        WHEN kind < 10 AND g >= 10000 THEN NULL
        WHEN kind = 10 THEN dateadd(MILLISECOND, (g - :records) / 10, CURRENT_TIMESTAMP)
        ELSE dateadd(MILLISECOND, 3600000 + g * 50, CURRENT_TIMESTAMP)
    END,
    created_at, 1, 110,
    CASE WHEN kind < 10 THEN 7 * 4294967296 + mod(g / 100 * 10 + kind, 1000) ELSE 8 * 4294967296 + g END, g
FROM (
    SELECT id, created_at, source_offset AS g, CASE
            WHEN :due THEN 10
            WHEN mod(source_offset, 100) = 10 THEN 30
            ELSE mod(source_offset, 100)
        END AS kind
    FROM dlq_record
) AS n
