package io.kafkadlq.jpa;

import io.kafkadlq.api.store.QueryCriteria;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Finds the ids of a page where a database would read too much if it were asked for the whole page at once. Thread-safe.
 */
interface PageIds {

    /** Called first in each transaction that asks for a page. */
    void begin(StatelessSession session);

    /** Whether a page of these is found so. */
    boolean areFor(QueryCriteria criteria);

    /** One more than the page is long, if there are so many: the nearest to its start, in its direction. */
    List<UUID> of(StatelessSession session, QueryCriteria criteria);
}
