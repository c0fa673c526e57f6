package io.kafkadlq.api.store;

import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** What every {@link DlqStorage} does. A storage's test extends this and says how to open one. */
public abstract class DlqStorageContract extends DlqIntakeContract {

    /** How much later than asked for the storage purges at the latest, as one does that purges months as a whole. */
    protected Duration purgesLaterBy() {
        return Duration.ZERO;
    }

    /** Whether it is tried with a hundred thousand records: not where that would tell nothing that is not known of another. */
    protected boolean isTriedWithMany() {
        return true;
    }

    @Nested
    class Reading extends ReadingContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Filter extends FilterContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Headers extends HeaderContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Paging extends PagingContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Count extends CountContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class CountChange extends CountChangeContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Change extends ChangeContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Schedule extends ScheduleContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Sequences extends SequenceContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Retention extends RetentionContract {

        @Override
        Duration purgesLaterBy() {
            return DlqStorageContract.this.purgesLaterBy();
        }

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Attempts extends AttemptContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Volume extends VolumeContract {

        @Override
        boolean isTriedWithMany() {
            return DlqStorageContract.this.isTriedWithMany();
        }

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }

    @Nested
    class Race extends RaceContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqStorageContract.this.open();
        }
    }
}
