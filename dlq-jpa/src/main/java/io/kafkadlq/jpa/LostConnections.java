package io.kafkadlq.jpa;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/**
 * Makes the pool throw away connections whose loss H2 reports by states of its own, not by class 08. Otherwise those to
 * a file whose owner died would be handed out again for as long as they are in use.
 */
final class LostConnections implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return failure instanceof SQLNonTransientConnectionException ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
