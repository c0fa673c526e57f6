package io.kafkadlq.shop;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reserves what was ordered. Some of its failures are gone by the time an order comes again, one never is. */
final class Stock {

    static final String NOT_YET_LISTED = "lemonade";
    static final String SLOW = "espresso";

    private static final Set<String> LISTED = Set.of("tea", "coffee", "cocoa", "juice", "water", SLOW);
    private static final long ANSWER_MILLIS = 200;

    /**
     * Reserves.
     *
     * @param redriven whether somebody has sent the order again: lemonade is listed by then, and the espresso machine
     *     answers, but a negative price stays one
     */
    void reserve(Order order, boolean redriven) {
        if (order.cents() < 0) {
            throw new IllegalArgumentException("Order %s costs %d cents".formatted(order.id(), order.cents()));
        }
        if (!LISTED.contains(order.product()) && !redriven) {
            throw new UnknownProductException(order.product());
        }
        if (order.product().equals(SLOW) && !redriven) {
            callWarehouse(new CompletableFuture<>());
        }
    }

    private static void callWarehouse(CompletableFuture<Void> answer) {
        try {
            answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new WarehouseUnavailableException("No answer within " + ANSWER_MILLIS + " ms", e);
        } catch (ExecutionException e) {
            throw new WarehouseUnavailableException("The warehouse failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WarehouseUnavailableException("Interrupted while waiting for the warehouse", e);
        }
    }

    /** The shop does not sell this. */
    static final class UnknownProductException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownProductException(String product) {
            super("Unknown product: " + product);
        }
    }

    /** Whether the product is there could not be found out. */
    static final class WarehouseUnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WarehouseUnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
