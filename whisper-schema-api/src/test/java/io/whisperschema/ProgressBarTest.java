package io.whisperschema;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MoveProgress;
import io.whisperschema.move.MoveProgress.Amount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static MoveProgress progress(long rows, long ofRows) {
        return new MoveProgress(
                MovePhase.COPYING,
                "facts",
                new Amount(rows, rows * 100_000),
                new Amount(ofRows, ofRows * 100_000),
                new Amount(rows, rows * 100_000),
                new Amount(ofRows, ofRows * 100_000),
                1234,
                rows == ofRows ? Optional.empty() : Optional.of(Duration.ofSeconds(9)));
    }

    @Test
    void showsALineForEachTenth() {
        ProgressBar bar = ProgressBar.to(out);
        bar.moveAdvanced(MovePhase.COPYING);
        bar.moved(progress(1, 100));
        bar.moved(progress(31, 100));
        bar.moved(progress(32, 100));
        bar.moved(progress(100, 100));

        assertThat(shown())
                .isEqualTo("copying\n"
                        + "  30 % copying facts: 31 rows, 3 MB, 1,234 rows/s, 10 s left\n"
                        + "  100 % copying facts: 100 rows, 10 MB, 1,234 rows/s\n");
    }

    @Test
    void writesOneLineOverOnATerminal() {
        ProgressBar bar = ProgressBar.to(out).terminal();
        bar.moved(progress(50, 100));
        bar.moved(progress(100, 100));
        bar.runFinished("move", Duration.ZERO);

        assertThat(shown())
                .isEqualTo("\r[###############...............] copying facts: 50 rows, 5 MB, 1,234 rows/s, 10 s left"
                        + "\r[##############################] copying facts: 100 rows, 10 MB, 1,234 rows/s"
                        + " ".repeat(9) + "\n");
    }

    @Test
    void aTerminalDoesNotObeyNames() {
        ProgressBar bar = ProgressBar.to(out);
        var progress = progress(100, 100);
        bar.moved(new MoveProgress(
                progress.phase(),
                "a\u001B[31mb",
                progress.done(),
                progress.of(),
                progress.allDone(),
                progress.ofAll(),
                1,
                Optional.empty()));

        assertThat(shown()).contains("copying a\uFFFD[31mb:");
    }

    @Test
    void whatIsNotKnownIsNoShare() {
        ProgressBar bar = ProgressBar.to(out);
        bar.moved(progress(5, 0));

        assertThat(shown()).isEqualTo("copying\n");
    }
}
