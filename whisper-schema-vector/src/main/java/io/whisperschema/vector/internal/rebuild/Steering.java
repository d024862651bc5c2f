package io.whisperschema.vector.internal.rebuild;

import io.grpc.Status;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;

/** What each page of a pass asks for: whether it may go on, and how fast. Not thread-safe. */
final class Steering {
    private static final int OFTEN = 1024;

    private final Lease lease;
    private final Watch watch;
    private final Pace pace;
    private final int batch;
    private final long of;
    private long seen;

    Steering(Lease lease, Watch watch, Pace pace, int batch, long of) {
        this.lease = lease;
        this.watch = watch;
        this.pace = pace;
        this.batch = batch;
        this.of = of;
    }

    int batch() {
        return batch;
    }

    /** To be called for each point that is looked at. */
    void seen() throws CallFailed, Stopped {
        if (++seen % OFTEN == 0) {
            goOn();
        }
    }

    /** To be called before points are written. */
    void goOn() throws CallFailed, Stopped {
        lease.keep();
        watch.progressed(Math.min(seen, of), of);
    }

    /** To be called right before each request that writes, where no more is said of it. */
    void look() throws CallFailed {
        try {
            lease.keep();
        } catch (Stopped lost) {
            throw new CallFailed(Status.Code.FAILED_PRECONDITION, String.valueOf(lost.getMessage()), lost);
        }
    }

    /** To be called when points are written; returns when the next may be. */
    void written(int points) throws CallFailed, Stopped {
        pace.done(points);
        while (pace.rests()) {
            goOn();
        }
    }
}
