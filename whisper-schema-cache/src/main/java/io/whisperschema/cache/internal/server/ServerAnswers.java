package io.whisperschema.cache.internal.server;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.StoreUnavailable.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for a server's answers.
 *
 * @param store the store's name, for errors
 */
record ServerAnswers(String store) {
    private static final int TRIES = 100;
    private static final long PAUSE_NANOS = 100_000_000;

    /** What is asked of a server. */
    interface Asking<T> {
        T answer() throws Refused;
    }

    /** A command that a server has refused, or has not answered. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String said, Throwable cause) {
            super(said, cause);
        }

        String said() {
            return String.valueOf(getMessage());
        }

        /** Whether another server may have it by now, and there is patience left; waits for a moment then. */
        boolean mayBeTriedAgain(int tries) {
            boolean may = tries < TRIES && isOfAnotherServer();
            if (may) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return may;
        }

        private boolean isOfAnotherServer() {
            return said().startsWith("MOVED")
                    || said().startsWith("ASK ")
                    || said().startsWith("CLUSTERDOWN")
                    || said().startsWith("TRYAGAIN")
                    || said().startsWith("READONLY")
                    || said().startsWith("EXECABORT");
        }

        /** Whether something else is under the key than was thought. */
        boolean isOfAnotherType() {
            return said().startsWith("WRONGTYPE");
        }

        /** Whether the server answered, and does not do it. */
        boolean isAnswer() {
            return getCause() instanceof RedisCommandExecutionException;
        }
    }

    /** The answer to a command that was sent. */
    static <T> T answer(StatefulRedisConnection<?, ?> connection, CompletionStage<T> command) throws Refused {
        Duration limit = connection.getTimeout();
        Future<T> future = command.toCompletableFuture();
        try {
            return limit.isZero() ? future.get() : future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new Refused(String.valueOf(cause.getMessage()), cause);
        } catch (CancellationException lost) {
            throw new Refused("the connection was lost", lost);
        } catch (TimeoutException late) {
            throw new Refused("no answer within " + limit, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused("the thread was interrupted", interrupted);
        }
    }

    /** Ends a transaction, which MULTI and commands behind it have begun; whether nobody changed what is watched. */
    static boolean executed(StatefulRedisConnection<byte[], byte[]> connection, List<CompletionStage<?>> queued)
            throws Refused {
        CompletionStage<TransactionResult> done = connection.async().exec();
        connection.flushCommands();
        try {
            return !answer(connection, done).wasDiscarded();
        } catch (Refused refused) {
            for (CompletionStage<?> each : queued) {
                if (each.toCompletableFuture().isCompletedExceptionally()) {
                    answer(connection, each);
                }
            }
            throw refused;
        }
    }

    /**
     * What a server answers.
     *
     * @throws StoreUnavailable if it does not
     */
    <T> T asked(String what, String state, Asking<T> asking) {
        try {
            return asking.answer();
        } catch (Refused refused) {
            throw unavailable(what, state, refused.said(), refused);
        } catch (RedisException none) {
            throw unavailable(what, state, String.valueOf(none.getMessage()), none);
        }
    }

    private StoreUnavailable unavailable(String what, String state, String said, Throwable cause) {
        Reason reason = cause instanceof RedisConnectionException ? Reason.NOT_THERE_YET : Reason.OTHER;
        return new StoreUnavailable(
                store,
                reason,
                store + " could not " + what + ".\n  driver said: " + said
                        + "\nIs the server there, and may this client use it? " + state,
                cause);
    }
}
