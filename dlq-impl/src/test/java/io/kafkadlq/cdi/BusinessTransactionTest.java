package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusinessTransactionTest {

    private static final String STANDARD = "java:comp/TransactionSynchronizationRegistry";
    private static final String OF_WILDFLY = "java:jboss/TransactionSynchronizationRegistry";

    @BeforeEach
    void bind() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
    }

    @AfterEach
    void unbind() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        Names.bound = Map.of();
    }

    @Test
    void shouldMarkWhatItsCallerHasBegun() {
        var registry = new Registry(Status.STATUS_ACTIVE);
        Names.bound = Map.of(OF_WILDFLY, registry);

        BusinessTransaction.markForRollback();

        assertThat(registry.status).isEqualTo(Status.STATUS_MARKED_ROLLBACK);
    }

    @Test
    void shouldDoNothingIfNobodyHasBegunOne() {
        var registry = new Registry(Status.STATUS_NO_TRANSACTION);
        Names.bound = Map.of(STANDARD, registry);

        BusinessTransaction.markForRollback();

        assertThat(registry.status).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    @Test
    void shouldDoNothingWhereThereAreNone() {
        assertThatCode(BusinessTransaction::markForRollback).doesNotThrowAnyException();
    }

    /** A naming service that knows what a test has bound. */
    public static final class Names implements InitialContextFactory {

        private static Map<String, Object> bound = Map.of();

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return new InitialContext(true) {
                @Override
                public Object lookup(String name) throws NamingException {
                    if (!bound.containsKey(name)) {
                        throw new NameNotFoundException(name);
                    }
                    return bound.get(name);
                }
            };
        }
    }

    /** A registry with a transaction in some state. */
    private static final class Registry implements TransactionSynchronizationRegistry {

        private int status;

        Registry(int status) {
            this.status = status;
        }

        @Override
        public int getTransactionStatus() {
            return status;
        }

        @Override
        public void setRollbackOnly() {
            if (status == Status.STATUS_NO_TRANSACTION) {
                throw new IllegalStateException("no transaction");
            }
            status = Status.STATUS_MARKED_ROLLBACK;
        }

        @Override
        public boolean getRollbackOnly() {
            return status == Status.STATUS_MARKED_ROLLBACK;
        }

        @Override
        public Object getTransactionKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void putResource(Object key, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object getResource(Object key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void registerInterposedSynchronization(Synchronization synchronization) {
            throw new UnsupportedOperationException();
        }
    }
}
