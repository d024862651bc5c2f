package io.whisperschema.vector.embedded.internal.service;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.whisperschema.vector.embedded.EmbeddedStoreException;
import io.whisperschema.vector.embedded.internal.engine.Replaced;
import io.whisperschema.vector.embedded.internal.file.WriteFailed;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.function.Function;

/** Gives a call its answer or its error. This is the one place where exceptions become statuses. */
final class Answers {

    private Answers() {}

    /** What makes the answer is given the time that passed since the call came, in seconds, when it asks. */
    static <T> void answer(StreamObserver<T> observer, Function<Clock, T> work) {
        T answer;
        try {
            answer = answer(work, new Clock(System.nanoTime()));
        } catch (RuntimeException | Error e) {
            observer.onError(status(e).asRuntimeException());
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    private static <T> T answer(Function<Clock, T> work, Clock clock) {
        while (true) {
            try {
                return work.apply(clock);
            } catch (Replaced e) {
                continue; // What has taken the place is there by now.
            }
        }
    }

    static void unimplemented(StreamObserver<?> observer, String sentence) {
        observer.onError(Status.UNIMPLEMENTED.withDescription(sentence).asRuntimeException());
    }

    /** Tells how long a call has taken. */
    record Clock(long began) {
        double seconds() {
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private static Status status(Throwable e) {
        if (e instanceof Refused refused) {
            return refused.code().toStatus().withDescription(refused.getMessage());
        }
        if (e instanceof EmbeddedStoreException) {
            return Status.INTERNAL
                    .withDescription("Service internal error: " + e.getMessage())
                    .withCause(e);
        }
        if (e instanceof WriteFailed) {
            return Status.INTERNAL.withDescription(e.getMessage()).withCause(e);
        }
        if (e instanceof StackOverflowError) {
            return Status.INTERNAL.withDescription("failed to decode Protobuf message: recursion limit reached");
        }
        return Status.INTERNAL.withDescription("Service internal error: " + e).withCause(e);
    }
}
