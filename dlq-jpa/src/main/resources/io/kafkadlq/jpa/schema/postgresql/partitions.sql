-- Turns the tables of records into partitioned ones, a month a partition, unless they are that already. What is there becomes the
-- first partition as it is: renamed, with its indexes, and read once, but not written anew. To be run in one transaction,
-- after all numbered scripts.
DO $$
DECLARE
    ids CONSTANT text[] := ARRAY['dlq_record.id', 'dlq_progress.id', 'dlq_attempt.record_id', 'dlq_header.record_id'];
    this_month CONSTANT timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
    -- The least id of a moment, as ids begin with their milliseconds since 1970.
    id_at CONSTANT text := $id$SELECT (left(h, 8) || '-' || right(h, 4) || '-7000-8000-000000000000')::uuid
        FROM lpad(to_hex((extract(epoch FROM $1) * 1000)::bigint), 12, '0') AS h$id$;
    horizon uuid;
    newest uuid;
    latest uuid;
    first_end timestamp;
    first_end_id uuid;
    entry text;
    tab text;
    id_column text;
    old_index text;
    primary_key text;
    index_sql text;
    indexes text[];
    granted record;
    owned oid;
BEGIN
    IF (SELECT relkind FROM pg_class WHERE oid = to_regclass('dlq_record')) = 'p' THEN
        RETURN;
    END IF;
    LOCK TABLE dlq_record, dlq_progress, dlq_attempt, dlq_header IN ACCESS EXCLUSIVE MODE;

    -- The first partition ends with the month of the newest id. Whatever a wrong clock has put beyond the next month does
    -- not count, and goes to the partition for what nobody expected.
    EXECUTE id_at INTO horizon USING this_month + interval '2 months';
    FOREACH entry IN ARRAY ids LOOP
        tab := split_part(entry, '.', 1);
        id_column := split_part(entry, '.', 2);
        EXECUTE format('SELECT %1$I FROM %2$I WHERE %1$I < $1 ORDER BY %1$I DESC LIMIT 1', id_column, tab)
            INTO latest USING horizon;
        IF newest IS NULL OR latest > newest THEN
            newest := latest;
        END IF;
    END LOOP;
    first_end := this_month;
    IF newest IS NOT NULL THEN
        first_end := greatest(this_month, date_trunc('month', to_timestamp(
            ('x' || left(newest::text, 8) || substr(newest::text, 10, 4))::bit(48)::bigint / 1000.0)
            AT TIME ZONE 'UTC') + interval '1 month');
    END IF;
    EXECUTE id_at INTO first_end_id USING first_end;

    FOREACH entry IN ARRAY ids LOOP
        tab := split_part(entry, '.', 1);
        id_column := split_part(entry, '.', 2);
        SELECT pg_get_constraintdef(oid) INTO primary_key
            FROM pg_constraint WHERE conrelid = tab::regclass AND contype = 'p';
        -- Unique ones that do not hold the id cannot span partitions: each has one of its own.
        indexes := ARRAY(SELECT pg_get_indexdef(indexrelid) FROM pg_index
            WHERE indrelid = tab::regclass AND NOT indisunique);
        FOR old_index IN SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                WHERE i.indrelid = tab::regclass LOOP
            EXECUTE format('ALTER INDEX %I RENAME TO %I', old_index,
                CASE WHEN starts_with(old_index, tab || '_') THEN tab || '_first' || substr(old_index, length(tab) + 1)
                ELSE tab || '_first_' || old_index END);
        END LOOP;
        EXECUTE format('ALTER TABLE %I RENAME TO %I', tab, tab || '_first');
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL EXCLUDING INDEXES) PARTITION BY RANGE (%I)',
            tab, tab || '_first', id_column);
        EXECUTE format('ALTER TABLE %I ADD %s', tab, primary_key);
        EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', tab || '_default', tab);
        FOREACH index_sql IN ARRAY indexes LOOP
            EXECUTE index_sql;
        END LOOP;
        EXECUTE format('WITH moved AS (DELETE FROM %I WHERE %I >= $1 RETURNING *) INSERT INTO %I SELECT * FROM moved',
            tab || '_first', id_column, tab || '_default') USING first_end_id;
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)',
            tab, tab || '_first', first_end_id);
    END LOOP;
    CREATE UNIQUE INDEX dlq_record_default_position
        ON dlq_record_default (channel, source_topic, source_partition, source_offset);

    -- Whoever may use the tables may use them as before; what is reached through these needs no grants of its own.
    FOREACH entry IN ARRAY ids LOOP
        tab := split_part(entry, '.', 1);
        FOR granted IN SELECT a.grantee, a.privilege_type, a.is_grantable
                FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
                WHERE c.oid = (tab || '_first')::regclass AND a.grantee <> c.relowner LOOP
            EXECUTE format('GRANT %s ON %I TO %s%s', granted.privilege_type, tab,
                CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE granted.grantee::regrole::text END,
                CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
        END LOOP;
        FOR owned IN SELECT oid FROM pg_class
                WHERE oid IN (tab::regclass, (tab || '_default')::regclass) AND relowner <> (
                    SELECT relowner FROM pg_class WHERE oid = (tab || '_first')::regclass) LOOP
            EXECUTE format('ALTER TABLE %s OWNER TO %s', owned::regclass,
                (SELECT relowner::regrole FROM pg_class WHERE oid = (tab || '_first')::regclass));
        END LOOP;
    END LOOP;

    -- Tells of a month in no time whether something in it was changed lately; a few pages, however large the table.
    CREATE INDEX dlq_progress_changed ON dlq_progress USING brin (updated_at) WITH (autosummarize = on);

    -- The unique key guards one month only. Across months it is the instances that look before they insert, one at a time; one
    -- that began before there were partitions does not know, and is refused until it is started anew.
    CREATE FUNCTION dlq_record_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
    BEGIN
        IF current_setting('dlq.looks_across_months', true) IS DISTINCT FROM 'on' THEN
            RAISE EXCEPTION 'dlq_record is partitioned by now: restart the instances that were started before that'
                USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
        RETURN NULL;
    END $guard$;
    CREATE TRIGGER dlq_record_guard BEFORE INSERT ON dlq_record
        FOR EACH STATEMENT EXECUTE FUNCTION dlq_record_guard();

    -- Of tables with partitions nobody else takes statistics.
    ANALYZE dlq_record, dlq_progress;
END $$;
