-- How many records there are of each kind and hour, so that nobody has to count them. A record is counted under what it came
-- with and what became of it; whether it is just being run (RETRYING) is not told apart from whether it waits (PENDING).
-- A start that was killed midway is finished by the next.
CREATE TABLE IF NOT EXISTS dlq_count (
    -- The first half of the SHA-256 of the columns from channel to intake_hour.
    id               char(36)     CHARACTER SET ascii COLLATE ascii_nopad_bin PRIMARY KEY,
    records          bigint       NOT NULL,
    -- When they were taken in, by their ids: whole hours since 1970, UTC.
    intake_hour      integer      NOT NULL,
    channel          varchar(255) NOT NULL,
    status           varchar(16)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
    -- Empty where they are not known.
    exception_class  mediumtext   NOT NULL,
    root_cause_class mediumtext   NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What is not in there yet: written beside each change of records, in its transaction, so that nobody waits for anybody.
CREATE TABLE IF NOT EXISTS dlq_count_change (
    id               bigint AUTO_INCREMENT PRIMARY KEY,
    records          bigint       NOT NULL,
    intake_hour      integer      NOT NULL,
    channel          varchar(255) NOT NULL,
    status           varchar(16)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
    exception_class  mediumtext   NOT NULL,
    root_cause_class mediumtext   NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Whoever adds changes to the counts holds this row meanwhile.
CREATE TABLE IF NOT EXISTS dlq_count_fold (
    id integer PRIMARY KEY
) ENGINE = InnoDB;
INSERT IGNORE INTO dlq_count_fold (id) VALUES (1);

-- What is there, less what is counted. After rows were changed by hand, this puts the counts right at any time: it sees one
-- moment, whoever is at work. By hand, do so after SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, or all wait for it.
INSERT INTO dlq_count_change (records, intake_hour, channel, status, exception_class, root_cause_class)
SELECT SUM(records), intake_hour, channel, status, exception_class, root_cause_class
FROM (
    SELECT 1 AS records,
        CAST(CONV(CONCAT(LEFT(CAST(id AS char), 8), SUBSTR(CAST(id AS char), 10, 4)), 16, 10) AS unsigned) DIV 3600000
            AS intake_hour,
        channel, CASE WHEN status = 'RETRYING' THEN 'PENDING' ELSE status END AS status,
        COALESCE(exception_class, '') AS exception_class, COALESCE(root_cause_class, '') AS root_cause_class
    FROM dlq_progress
    UNION ALL
    SELECT -records, intake_hour, channel, status, exception_class, root_cause_class FROM dlq_count
    UNION ALL
    SELECT -records, intake_hour, channel, status, exception_class, root_cause_class FROM dlq_count_change
) AS uncounted
GROUP BY intake_hour, channel, status, exception_class, root_cause_class
HAVING SUM(records) <> 0;
