-- How many records have a key, by what the index on keys knows of it: of a partial index PostgreSQL believes no statistics.
-- Where many have it, a page of them is found soonest in the order of ids.
CREATE STATISTICS IF NOT EXISTS dlq_record_key_hash
    ON (substring(sha256(record_key) FROM 1 FOR 6)) FROM dlq_record;
ANALYZE dlq_record;
