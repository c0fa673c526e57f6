-- Finds records by their key, which may be longer than an index entry: by a hash that is cut, so that an entry takes 20
-- bytes. IF NOT EXISTS, as a large table may have got it before by CREATE INDEX CONCURRENTLY, which nobody waits for.
CREATE INDEX IF NOT EXISTS dlq_record_key ON dlq_record (substring(sha256(record_key) FROM 1 FOR 6))
    WHERE record_key IS NOT NULL;
