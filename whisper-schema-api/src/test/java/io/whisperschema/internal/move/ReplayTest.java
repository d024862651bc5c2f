package io.whisperschema.internal.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.move.FakeTarget.Killed;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.report.ReplayReport.Replayed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private final Moving moving = new Moving();

    @TempDir
    private Path folder;

    @BeforeEach
    void movedButForThreeRows() {
        moving.user(1, "Ada");
        moving.fact(1, 1, Raw.integer(1));
        moving.fact(2, 1, Raw.text("maybe"));
        moving.fact(3, 1, Raw.text("yes"));
        moving.fact(4, 1, Raw.textHex("ff00"));
        moving.move(options());
    }

    private MoveOptions options() {
        return MoveOptions.cautious()
                .treating(Flaw.TRUTH_SPELLING, Treatment.reject())
                .rejectingTo(folder);
    }

    private Path file() {
        return folder.resolve("facts.jsonl");
    }

    private void correct(String from, String to) throws IOException {
        Files.writeString(file(), Files.readString(file()).replace(from, to));
    }

    private List<Replayed> replay(MoveOptions options) {
        return new MoveEngine(moving.job(options)).replay(moving.target);
    }

    @Test
    void whatWasCorrectedIsWrittenAndLeavesTheFile() throws IOException {
        correct("\"verified\":{\"text\":\"maybe\"}", "\"verified\":{\"integer\":0}");

        assertThat(replay(options()))
                .containsExactly(new Replayed(
                        "facts",
                        1,
                        0,
                        List.of("line 3: verified: TRUTH_SPELLING", "line 4: verified: TRUTH_SPELLING")));
        assertThat(moving.target.shown("known_facts")).contains("integer 2, integer 1, false");
        assertThat(Files.readAllLines(file())).hasSize(3);
    }

    @Test
    void aRuleMayTakeWhatWasRejected() {
        MoveOptions mending = MoveOptions.cautious()
                .treating(Flaw.TRUTH_SPELLING, Treatment.coerce(Rule.TRUTH_WORDS))
                .rejectingTo(folder);

        assertThat(replay(mending)).singleElement().satisfies(table -> {
            assertThat(table.written()).isEqualTo(1);
            assertThat(table.stillRejected()).hasSize(2);
        });
        assertThat(moving.target.shown("known_facts")).contains("integer 3, integer 1, true");
    }

    @Test
    void afterAKillARowThatIsThereIsNotWrittenAgain() throws IOException {
        correct("\"verified\":{\"text\":\"maybe\"}", "\"verified\":{\"integer\":0}");
        moving.target.at(name -> {
            if (name.equals("added")) {
                throw new Killed(name);
            }
        });
        assertThatThrownBy(() -> replay(options())).isInstanceOf(Killed.class);
        moving.target.at(name -> {});

        assertThat(replay(options())).singleElement().satisfies(table -> {
            assertThat(table.written()).isZero();
            assertThat(table.there()).isEqualTo(1);
        });
        assertThat(moving.target.shown("known_facts")).hasSize(2);
    }

    @Test
    void aFileWithoutRowsIsGone() throws IOException {
        String text = Files.readString(file());
        Files.writeString(file(), text.lines().limit(1).toList().get(0) + "\n");

        assertThat(replay(options())).containsExactly(new Replayed("facts", 0, 0, List.of()));
        assertThat(file()).doesNotExist();
    }

    @Test
    void aLineThatCannotBeReadStays() throws IOException {
        correct("\"row\":{\"id\":{\"integer\":2}", "\"row\":{\"id\":{\"integer\":\"two\"}");

        assertThat(replay(options()))
                .singleElement()
                .satisfies(table -> assertThat(table.stillRejected())
                        .first()
                        .isEqualTo("line 2: $.row.id.integer: a number is expected"));
    }

    @Test
    void aFileOfALaterReleaseIsRefused() throws IOException {
        correct("\"version\":1", "\"version\":2");

        assertThatThrownBy(() -> replay(options())).isInstanceOf(UnreadableDocument.class);
        assertThat(Files.readAllLines(file())).hasSize(4);
    }

    @Test
    void whatWasReplayedIsNoDifferenceOfTheProof() throws IOException {
        correct("\"verified\":{\"text\":\"maybe\"}", "\"verified\":{\"integer\":0}");
        replay(options());

        assertThat(moving.differences(options())).isEmpty();
    }
}
