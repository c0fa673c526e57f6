package io.kafkadlq.core.guard;

/** What the guards do unless configured otherwise; constants, so that annotations can take them. Times in milliseconds. */
public final class GuardDefaults {

    public static final int WRITE_RETRIES = 2;
    public static final int READ_RETRIES = 2;

    /** Kafka's producer retries by itself, within the channel's {@code redrive.timeout}. */
    public static final int PUBLISH_RETRIES = 0;

    public static final long RETRY_DELAY = 50;
    public static final long RETRY_JITTER = 25;

    /**
     * Far above any sane write: one that is given up may still be under way, and keeps a connection busy. Not longer, as
     * Payara keeps what it needs for a timeout until then, however soon the call was done.
     */
    public static final long WRITE_TIMEOUT = 30_000;

    public static final long READ_TIMEOUT = 30_000;
    public static final long CHANGE_TIMEOUT = 30_000;

    public static final int BREAKER_VOLUME = 4;
    public static final double BREAKER_RATIO = 0.75;

    /** Short: when the store is back, intake is to be at its full rate within seconds. */
    public static final long BREAKER_DELAY = 1_000;

    private GuardDefaults() {}
}
