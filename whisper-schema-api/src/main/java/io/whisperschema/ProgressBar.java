package io.whisperschema;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.json.Json;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MoveProgress;
import io.whisperschema.spi.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * A listener that shows how far a move is: a line for each tenth of a phase, or on a terminal one line that is written over
 * and over. The stream stays the host's. For one move at a time.
 */
public final class ProgressBar implements ProgressListener {
    private static final int WIDTH = 30;
    private static final int STEPS = 10;
    private static final int MEGABYTE = 1_000_000;

    private final PrintStream out;
    private final Place place;
    private MovePhase phase = MovePhase.LOOKING;
    private int step;
    private int shown;

    private enum Place {
        LINES,
        TERMINAL
    }

    private ProgressBar(PrintStream out, Place place) {
        this.out = requireNonNull(out);
        this.place = place;
    }

    /** Shows lines on that stream. */
    public static ProgressBar to(PrintStream out) {
        return new ProgressBar(out, Place.LINES);
    }

    /** On a terminal, where one line is written over. */
    public ProgressBar terminal() {
        return new ProgressBar(out, Place.TERMINAL);
    }

    @Override
    public void moveAdvanced(MovePhase next) {
        endLine();
        phase = next;
        step = 0;
        if (place == Place.LINES) {
            out.println(Json.word(next));
        }
    }

    @Override
    public void moved(MoveProgress progress) {
        if (progress.phase() != phase) {
            moveAdvanced(progress.phase());
        }
        if (place == Place.TERMINAL) {
            overwrite(bar(progress) + " " + words(progress));
        } else if (tenths(progress) > step) {
            step = tenths(progress);
            out.println("  " + step * 100 / STEPS + " % " + words(progress));
        }
    }

    @Override
    public void runFinished(String run, Duration took) {
        endLine();
    }

    @Override
    public void runFailed(String run, Duration took, RuntimeException error) {
        endLine();
    }

    private void endLine() {
        if (shown > 0) {
            out.println();
            shown = 0;
        }
    }

    private void overwrite(String line) {
        out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        out.flush();
        shown = line.length();
    }

    private static String bar(MoveProgress progress) {
        int full = (int) (share(progress) * WIDTH);
        return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "]";
    }

    private static int tenths(MoveProgress progress) {
        return (int) (share(progress) * STEPS);
    }

    /** How much is done, by bytes where those are known, of what was estimated. */
    private static double share(MoveProgress progress) {
        long of = progress.ofAll().bytes() > 0
                ? progress.ofAll().bytes()
                : progress.ofAll().rows();
        long done = progress.ofAll().bytes() > 0
                ? progress.allDone().bytes()
                : progress.allDone().rows();
        return of <= 0 ? 0 : Math.min(1, (double) done / of);
    }

    /** Names may hold anything, and a terminal obeys control characters. */
    private static String harmless(String name) {
        return name.replaceAll("\\p{Cc}", "\uFFFD");
    }

    private static String words(MoveProgress progress) {
        return String.format(
                        Locale.ROOT,
                        "%s %s: %,d rows, %,d MB, %,.0f rows/s",
                        Json.word(progress.phase()),
                        harmless(progress.passage()),
                        progress.allDone().rows(),
                        progress.allDone().bytes() / MEGABYTE,
                        progress.rowsPerSecond())
                + progress.remaining()
                        .map(left -> ", " + (left.toSeconds() + 1) + " s left")
                        .orElse("");
    }
}
