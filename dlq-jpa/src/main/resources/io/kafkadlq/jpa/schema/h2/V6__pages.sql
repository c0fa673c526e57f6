-- H2 reads no more of a list than a page of it only if an index has its order: each of these ends with the id.
CREATE INDEX IF NOT EXISTS dlq_record_by_channel ON dlq_record (channel, id);
CREATE INDEX IF NOT EXISTS dlq_record_by_source_topic ON dlq_record (source_topic, id);
CREATE INDEX IF NOT EXISTS dlq_record_by_origin_topic ON dlq_record (origin_topic, id);
CREATE INDEX IF NOT EXISTS dlq_record_by_key ON dlq_record (record_key, id);
CREATE INDEX IF NOT EXISTS dlq_progress_by_due ON dlq_progress (channel, status, next_attempt_at, id);
DROP INDEX IF EXISTS dlq_record_source_topic;
DROP INDEX IF EXISTS dlq_record_origin_topic;
DROP INDEX IF EXISTS dlq_record_key;
DROP INDEX IF EXISTS dlq_progress_due;
