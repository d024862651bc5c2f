package io.whisperschema;

import static java.util.Objects.requireNonNull;

import io.whisperschema.finding.Finding;
import io.whisperschema.internal.json.Json;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.MovePhase;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/**
 * A listener that prints a line for each thing it hears, without colours unless asked for them. The stream stays the
 * host's. Immutable; as safe for use by several threads as its stream.
 */
public final class ProgressPrinter implements ProgressListener {
    private final PrintStream out;
    private final Look look;

    private ProgressPrinter(PrintStream out, Look look) {
        this.out = requireNonNull(out);
        this.look = look;
    }

    private enum Look {
        PLAIN,
        COLOURED
    }

    private enum Tone {
        GOOD("32"),
        BAD("31"),
        WAITING("33"),
        QUIET("2");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /** Prints to that stream. */
    public static ProgressPrinter to(PrintStream out) {
        return new ProgressPrinter(out, Look.PLAIN);
    }

    /** With the colours of terminals. */
    public ProgressPrinter coloured() {
        return new ProgressPrinter(out, Look.COLOURED);
    }

    @Override
    public void runStarted(String run) {
        print(Tone.QUIET, run);
    }

    @Override
    public void runFinished(String run, Duration took) {
        print(Tone.GOOD, run + ": done in " + millis(took));
    }

    @Override
    public void runFailed(String run, Duration took, RuntimeException error) {
        print(Tone.BAD, run + ": failed after " + millis(took) + ": " + error.getMessage());
    }

    @Override
    public void migrationStarted(Migration migration, Way way) {
        print(Tone.QUIET, "  " + words(way) + migration.line());
    }

    @Override
    public void migrationFinished(Migration migration, Way way, Duration took) {
        print(Tone.GOOD, "  " + words(way) + migration.line() + ": ran in " + millis(took));
    }

    private static String words(Way way) {
        return way == Way.BACK ? "take back " : "";
    }

    @Override
    public void finished(Step step, Duration took) {
        print(Tone.QUIET, "    " + step.id() + " " + step.change().words() + ": " + millis(took));
    }

    @Override
    public void rowsFilled(Step step, long done, long of) {
        amount(step, done, of, "rows");
    }

    @Override
    public void pointsReshaped(Step step, long done, long of) {
        amount(step, done, of, "points");
    }

    @Override
    public void entriesRewritten(Step step, long done, long of) {
        amount(step, done, of, "entries");
    }

    private void amount(Step step, long done, long of, String what) {
        print(Tone.QUIET, "    " + step.id() + " " + step.change().words() + ": " + done + " of " + of + " " + what);
    }

    @Override
    public void noted(Step step, Finding finding) {
        print(Tone.WAITING, "    " + step.id() + " " + finding.sentence() + "; " + finding.remedy());
    }

    @Override
    public void skipped(Step step) {
        print(Tone.QUIET, "    " + step.id() + " " + step.change().words() + ": was applied already");
    }

    @Override
    public void undone(Step step) {
        print(Tone.BAD, "    " + step.id() + " " + step.change().words() + ": undone");
    }

    @Override
    public void failed(Step step, String message) {
        print(Tone.BAD, "    " + step.id() + " " + step.change().words() + ": failed: " + message);
    }

    @Override
    public void waiting(String store, Optional<String> forWhom) {
        print(
                Tone.WAITING,
                "    waiting for a lock on " + store
                        + forWhom.map(who -> ", held by " + who).orElse(""));
    }

    @Override
    public void waited(String store, Duration howLong, Optional<String> forWhom) {
        print(Tone.WAITING, "    waited " + millis(howLong) + " for a lock on " + store);
    }

    @Override
    public void restorePointTaken(String store, String name) {
        print(Tone.QUIET, "  restore point of " + store + ": " + name);
    }

    @Override
    public void restorePointDiscarded(String store, String name) {
        print(Tone.QUIET, "  restore point of " + store + " not needed, others were faster: " + name);
    }

    @Override
    public void restorePointMissing(String store) {
        print(Tone.WAITING, "  no restore point of " + store + ": those given do not cover it");
    }

    @Override
    public void moveAdvanced(MovePhase phase) {
        print(Tone.QUIET, "  " + Json.word(phase));
    }

    @Override
    public void chunkMoved(Chunk chunk, long rows) {
        print(Tone.QUIET, "    " + chunk.passage() + ", chunk " + (chunk.number() + 1) + ": " + rows + " rows");
    }

    @Override
    public void waitingForServer(String store, String message) {
        print(Tone.WAITING, "waiting for the server of " + store + ": " + message);
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }

    /** Names may hold anything, and a terminal obeys control characters. */
    private void print(Tone tone, String text) {
        String harmless = text.replaceAll("[\\p{Cc}&&[^\n]]", "\uFFFD");
        out.println(look == Look.PLAIN ? harmless : "\u001B[" + tone.code + "m" + harmless + "\u001B[0m");
    }
}
