INSERT INTO dlq_record (id, channel, source_topic, source_partition, source_offset, source_timestamp, dialects,
    problems, created_at, payload_state, key_length, value_length, record_key, record_value, record_headers)
SELECT
    -- Ids grow with the time of intake, as the product makes them.
    CAST(lpad(to_hex(millis), 12, '0') || '7' || lpad(to_hex(mod(g, 4096)), 3, '0') || '8' || lpad(to_hex(g), 15, '0')
        AS uuid),
    CASE WHEN mod(g, 10000) = 9999 THEN 'audit' WHEN kind < 90 THEN 'bench' ELSE 'billing' END,
    CASE WHEN mod(g, 10000) = 9999 THEN 'logins' WHEN kind < 90 THEN 'orders' ELSE 'invoices' END,
    mod(g, 6), g, millis, '', '',
    dateadd(MILLISECOND, millis, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00'), 'FULL', 10, 100,
    stringtoutf8(lpad(to_hex(CASE WHEN kind = 50 THEN 0 ELSE mod(g, 99991) END), 10, '0')),
    stringtoutf8(rpad(to_hex(g * 1000003), 100, 'x')), X''
FROM (
    SELECT x AS g, mod(x, 100) AS kind,
        :now - 1728000000 + x * 1728000000 / :records AS millis
    FROM system_range(:first, :last)
) AS n;

INSERT INTO dlq_progress (id, channel, status, error_type, exception_class, message, attempts, redrive_count,
    next_attempt_at, updated_at, version, payload_bytes, order_id, order_position)
SELECT
    CAST(lpad(to_hex(millis), 12, '0') || '7' || lpad(to_hex(mod(g, 4096)), 3, '0') || '8' || lpad(to_hex(g), 15, '0')
        AS uuid),
    CASE WHEN mod(g, 10000) = 9999 THEN 'audit' WHEN kind < 90 THEN 'bench' ELSE 'billing' END,
    CASE
        WHEN mod(g, 10000) = 4660 THEN 'RETRYING'
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
        ELSE 'com.acme.billing.Refused' || mod(g / 100, 20)
    END,
    'Connection refused', 1, 0,
    CASE
        WHEN kind BETWEEN 20 AND 45 OR mod(g, 10000) = 4660 OR kind < 10 AND g >= 10000 THEN NULL
        WHEN kind = 10 THEN dateadd(MILLISECOND, (g - :records) / 10, CURRENT_TIMESTAMP)
        ELSE dateadd(MILLISECOND, 3600000 + g * 50, CURRENT_TIMESTAMP)
    END,
    dateadd(MILLISECOND, millis, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00'), 1, 110,
    CASE WHEN kind < 10 THEN 7 * 4294967296 + mod(g / 100 * 10 + kind, 1000) ELSE 8 * 4294967296 + g END, g
FROM (
    SELECT g, CASE WHEN :due THEN 10 WHEN mod(g, 100) = 10 THEN 95 ELSE mod(g, 100) END AS kind,
        :now - 1728000000 + g * 1728000000 / :records AS millis
    FROM (SELECT x AS g FROM system_range(:first, :last)) AS numbers
) AS n
