-- Makes the partitions of this month and the next three, in UTC, where there are none yet. A month of which the partition
-- for what nobody expected has records is left out, with a warning: what is there can be purged, or moved by hand.
DO $$
DECLARE
    begins timestamp;
    first_id uuid;
    end_id uuid;
    -- The least id of a moment, as ids begin with their milliseconds since 1970.
    id_at CONSTANT text := $id$SELECT (left(h, 8) || '-' || right(h, 4) || '-7000-8000-000000000000')::uuid
        FROM lpad(to_hex((extract(epoch FROM $1) * 1000)::bigint), 12, '0') AS h$id$;
    suffix text;
    tab text;
BEGIN
    FOR ahead IN 0..3 LOOP
        begins := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead);
        suffix := to_char(begins, '"_"YYYY"_"MM');
        EXECUTE id_at INTO first_id USING begins;
        EXECUTE id_at INTO end_id USING begins + interval '1 month';
        CONTINUE WHEN EXISTS (
            SELECT 1 FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            CROSS JOIN LATERAL regexp_match(pg_get_expr(c.relpartbound, c.oid),
                'FROM \(''?([^'')]+)''?\) TO \(''?([^'')]+)''?\)') AS bound
            WHERE i.inhparent = to_regclass('dlq_record') AND bound IS NOT NULL
                AND CASE WHEN bound[1] = 'MINVALUE' THEN true ELSE bound[1]::uuid < end_id END
                AND CASE WHEN bound[2] = 'MAXVALUE' THEN true ELSE bound[2]::uuid > first_id END);
        IF EXISTS (SELECT 1 FROM dlq_record WHERE id >= first_id AND id < end_id)
                OR EXISTS (SELECT 1 FROM dlq_progress WHERE id >= first_id AND id < end_id) THEN
            RAISE WARNING 'dlq_record_default has records of %, for which there is thus no partition', to_char(begins, 'YYYY-MM')
                USING ERRCODE = '01D01';
            CONTINUE;
        END IF;
        FOREACH tab IN ARRAY ARRAY['dlq_record', 'dlq_progress', 'dlq_attempt', 'dlq_header'] LOOP
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL EXCLUDING INDEXES)', tab || suffix, tab);
            IF tab = 'dlq_record' THEN
                EXECUTE format('CREATE UNIQUE INDEX %I ON %I (channel, source_topic, source_partition, source_offset)',
                    tab || suffix || '_position', tab || suffix);
            END IF;
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                tab, tab || suffix, first_id, end_id);
        END LOOP;
    END LOOP;
END $$;
