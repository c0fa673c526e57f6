package io.kafkadlq.jpa;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.util.Arrays;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/** How a database finds a record by its key. */
enum KeySearch {

    /** By the key itself. */
    PLAIN {
        @Override
        Predicate is(HibernateCriteriaBuilder builder, Expression<byte[]> column, byte[] key) {
            return builder.equal(column, key);
        }
    },

    /** By the hash that PostgreSQL has indexed, as an index entry has no room for a long key; then by the key itself. */
    HASHED {
        @Override
        Predicate is(HibernateCriteriaBuilder builder, Expression<byte[]> column, byte[] key) {
            Expression<byte[]> hash = builder.sql("substring(sha256(?) FROM 1 FOR 6)", byte[].class, column);
            // In CASE, as PostgreSQL would else count both as if one said nothing of the other, and think each key
            // rare.
            Expression<Boolean> same = builder.<Boolean>selectCase()
                    .when(builder.equal(column, key), true)
                    .otherwise(false);
            return builder.and(builder.isNotNull(column), builder.equal(hash, hash(key)), builder.isTrue(same));
        }
    };

    private static final int HASH_BYTES = 6;

    abstract Predicate is(HibernateCriteriaBuilder builder, Expression<byte[]> column, byte[] key);

    private static byte[] hash(byte[] key) {
        return Arrays.copyOf(Sha256.of(key), HASH_BYTES);
    }
}
