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
            return builder.and(builder.equal(hash, hash(key)), builder.equal(column, key));
        }
    };

    private static final int HASH_BYTES = 6;

    abstract Predicate is(HibernateCriteriaBuilder builder, Expression<byte[]> column, byte[] key);

    private static byte[] hash(byte[] key) {
        return Arrays.copyOf(Sha256.of(key), HASH_BYTES);
    }
}
