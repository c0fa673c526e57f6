-- Finds records by their key.
CREATE INDEX IF NOT EXISTS dlq_record_key ON dlq_record (record_key);
