package io.whisperschema.internal.move;

/** Survey, copy and proof over any source and target. */
public final class MoveEngine {
    private MoveEngine() {}
}
