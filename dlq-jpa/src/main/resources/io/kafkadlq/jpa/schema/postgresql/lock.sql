SET LOCAL lock_timeout = '60s';
-- "dlq" in ASCII; let go when the transaction of this connection ends, also if its process dies.
SELECT pg_advisory_xact_lock(6581361);
