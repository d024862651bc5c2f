package io.whisperschema.vector.embedded.internal.file;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Changes on their way from one place to another, a few megabytes at a time. For one thread. */
public final class Batch {

    private static final int BYTES = 4 << 20;

    /** What a change takes besides its data */
    private static final int OF_CHANGE = 64;

    private final Consumer<List<Change>> target;
    private List<Change> changes = new ArrayList<>();
    private int bytes;

    /** An empty one, which will go to a target. */
    public Batch(Consumer<List<Change>> target) {
        this.target = target;
    }

    /** Whether it is time to {@link #send}; more can be added nevertheless. */
    public boolean isFull() {
        return bytes >= BYTES;
    }

    /** Adds a change behind the others. */
    public void add(Change change) {
        changes.add(change);
        bytes += OF_CHANGE + data(change);
    }

    private static int data(Change change) {
        if (change instanceof Change.PutVector put) {
            return put.data().length;
        }
        return change instanceof Change.PutPoint put ? put.payload().length : 0;
    }

    /** Hands over what was added. It is empty then. */
    public void send() {
        List<Change> sent = changes;
        changes = new ArrayList<>();
        bytes = 0;
        if (!sent.isEmpty()) {
            target.accept(sent);
        }
    }
}
