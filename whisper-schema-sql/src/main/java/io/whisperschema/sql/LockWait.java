package io.whisperschema.sql;

import io.whisperschema.spi.Execution;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** One wait for what others hold, told when it begins and when it is over. Not thread-safe. */
public final class LockWait {
    private final Execution execution;
    private Optional<String> forWhom = Optional.empty();
    private long begun;
    private State state = State.NONE;

    private enum State {
        NONE,
        WAITING
    }

    /** A wait in that run that has not begun. */
    public LockWait(Execution execution) {
        this.execution = execution;
    }

    /** Who holds what is waited for. */
    public interface Holder {
        /** Who it is, as far as that can be known. */
        Optional<String> name() throws SQLException;
    }

    /** Something was held; asked for its holder the first time only. */
    public void goesOn(Holder holder) throws SQLException {
        if (state == State.NONE) {
            begin(holder.name());
        }
        execution.stillWaiting();
    }

    /** Something was held, and nobody can be asked by whom. */
    public void goesOnForSomebody() {
        if (state == State.NONE) {
            begin(Optional.empty());
        }
        execution.stillWaiting();
    }

    private void begin(Optional<String> holder) {
        state = State.WAITING;
        begun = System.nanoTime();
        forWhom = holder;
        execution.waiting(holder);
    }

    /** It is ours now, if it was waited for. */
    public void isOver() {
        if (state == State.WAITING) {
            state = State.NONE;
            execution.waited(Duration.ofNanos(System.nanoTime() - begun), forWhom);
        }
    }
}
