package io.whisperschema.vector.internal.points;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.StoreUnavailable.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a server's answers.
 *
 * @param store the store's name, for errors
 * @param limit how long to wait for one answer, for ever when absent
 */
public record QdrantCalls(String store, Optional<Duration> limit) {
    /** For questions: half a minute each. */
    public static QdrantCalls reading(String store) {
        return new QdrantCalls(store, Optional.of(Duration.ofSeconds(30)));
    }

    /**
     * The answer.
     *
     * @throws CallFailed if there is none
     */
    public <T> T answer(ListenableFuture<T> call) throws CallFailed {
        try {
            return limit.isPresent() ? call.get(limit.get().toMillis(), TimeUnit.MILLISECONDS) : call.get();
        } catch (ExecutionException failure) {
            throw CallFailed.of(failure.getCause() == null ? failure : failure.getCause());
        } catch (TimeoutException late) {
            call.cancel(true);
            throw new CallFailed(Status.Code.DEADLINE_EXCEEDED, "no answer within " + limit.orElseThrow(), late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            call.cancel(true);
            throw new CallFailed(Status.Code.CANCELLED, "the thread was interrupted", interrupted);
        }
    }

    /**
     * The answer to a question.
     *
     * @throws StoreUnavailable if there is none
     */
    public <T> T asked(String question, ListenableFuture<T> call) {
        try {
            return answer(call);
        } catch (CallFailed failure) {
            throw unanswered(question, failure);
        }
    }

    /** That the server did not answer a question. */
    public StoreUnavailable unanswered(String question, CallFailed failure) {
        return unavailable(question, failure, "Nothing was applied.");
    }

    /** That the server did not do it, and what state it is in since. */
    public StoreUnavailable unavailable(String what, CallFailed failure, String state) {
        Reason reason = failure.code() == Status.Code.UNAVAILABLE ? Reason.NOT_THERE_YET : Reason.OTHER;
        return new StoreUnavailable(
                store,
                reason,
                store + " could not " + what + ".\n  driver said: " + failure.said()
                        + "\nIs the server there, and may this client use it? " + state,
                failure);
    }

    /** A call that has no answer. */
    public static final class CallFailed extends Exception {
        private static final long serialVersionUID = 1L;

        private final Status.Code code;
        private final String said;

        public CallFailed(Status.Code code, String said, Throwable cause) {
            super(said, cause);
            this.code = code;
            this.said = said;
        }

        public CallFailed(Status.Code code, String said) {
            super(said);
            this.code = code;
            this.said = said;
        }

        public static CallFailed of(Throwable failure) {
            if (failure instanceof StatusRuntimeException status) {
                Status told = status.getStatus();
                return new CallFailed(
                        told.getCode(),
                        told.getCode()
                                + Optional.ofNullable(told.getDescription())
                                        .map(text -> ": " + text)
                                        .orElse(""),
                        failure);
            }
            return new CallFailed(Status.Code.UNKNOWN, failure.toString(), failure);
        }

        public Status.Code code() {
            return code;
        }

        public String said() {
            return said;
        }

        /** Whether the server may have done, or be doing, what was asked. */
        public boolean leavesOpen() {
            return switch (code) {
                case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNKNOWN, INTERNAL, ABORTED -> true;
                default -> false;
            };
        }
    }
}
