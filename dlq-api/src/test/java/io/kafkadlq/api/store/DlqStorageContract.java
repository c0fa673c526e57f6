package io.kafkadlq.api.store;

import org.junit.jupiter.api.Nested;

/** What every {@link DlqStorage} does. A storage's test extends this and says how to open one. */
public abstract class DlqStorageContract extends DlqIntakeContract {

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
