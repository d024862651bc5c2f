package io.whisperschema.property;

import io.whisperschema.migration.Migration;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.MovePhase;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.testkit.KillPoint;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Counts the moments of a run: whatever its listener hears, and whatever else is told. Thread-safe. */
final class Moments implements ProgressListener {
    private final Consumer<String> each;
    private final AtomicInteger count = new AtomicInteger();

    private Moments(Consumer<String> each) {
        this.each = each;
    }

    /** Those of a run that nobody kills. */
    static Moments counted() {
        return new Moments(moment -> {});
    }

    /** Those of a program: it says each and may be killed at it. */
    static Moments said() {
        return new Moments(Moments::say);
    }

    static void say(String moment) {
        System.out.println(said(moment));
        KillPoint.reached(moment);
    }

    /** The line in which a program says it. */
    static String said(String moment) {
        return moment + ".";
    }

    static String numbered(int number) {
        return "moment " + number;
    }

    void pass() {
        each.accept(numbered(count.getAndIncrement()));
    }

    int count() {
        return count.get();
    }

    @Override
    public void migrationStarted(Migration migration, Way way) {
        pass();
    }

    @Override
    public void started(Step step) {
        pass();
    }

    @Override
    public void rowsFilled(Step step, long done, long of) {
        pass();
    }

    @Override
    public void finished(Step step, Duration took) {
        pass();
    }

    @Override
    public void migrationFinished(Migration migration, Way way, Duration took) {
        pass();
    }

    @Override
    public void undone(Step step) {
        pass();
    }

    @Override
    public void moveAdvanced(MovePhase phase) {
        pass();
    }

    @Override
    public void chunkMoved(Chunk chunk, long rows) {
        pass();
    }
}
