package io.kafkadlq.api.store;

import org.junit.jupiter.api.Nested;

/** What every {@link DlqStorage} does with records that it is given: the part of its contract that tells ways of writing apart. */
public abstract class DlqIntakeContract {

    /** Opens the storage under test; what others left in it does not disturb. */
    protected abstract DlqStorage open() throws Exception;

    @Nested
    class Saving extends SavingContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqIntakeContract.this.open();
        }
    }

    @Nested
    class Redelivery extends RedeliveryContract {

        @Override
        DlqStorage open() throws Exception {
            return DlqIntakeContract.this.open();
        }
    }
}
