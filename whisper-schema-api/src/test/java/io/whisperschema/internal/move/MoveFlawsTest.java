package io.whisperschema.internal.move;

import static io.whisperschema.move.MoveOptions.cautious;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.internal.move.FakeTarget.Killed;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.Limits;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.move.ValueKind.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveFlawsTest {
    private final Moving moving = new Moving();

    @TempDir
    private Path folder;

    @BeforeEach
    void someRows() {
        for (int i = 1; i <= 25; i++) {
            moving.user(i, "user " + i);
            moving.fact(100 + i, i, Raw.integer(i % 2));
        }
        moving.note("same");
        moving.note("same");
        moving.note("other");
    }

    private static MoveOptions small() {
        return cautious().chunksOf(7);
    }

    private MoveOptions rejecting() {
        return small().treating(Flaw.TRUTH_SPELLING, Treatment.reject()).rejectingTo(folder);
    }

    @Test
    void whatNobodySaidAnythingAboutIsRefusedBeforeARowIsWritten() {
        moving.fact(7, 1, Raw.text("maybe"));
        moving.fact(8, 1, Raw.text("yes"));
        moving.target.at(name -> {
            throw new AssertionError(name);
        });

        MoveRefused refused = catchThrowableOfType(MoveRefused.class, () -> moving.move(small()));
        assertThat(refused.flaws())
                .containsExactly("facts.verified: TRUTH_SPELLING, 2 rows (id 7; id 8)\n"
                        + "  refused. Treat it: MoveOptions.treating(Flaw.TRUTH_SPELLING, Treatment.coerce(Rule.…))"
                        + " with TRUTH_WORDS (1); Treatment.reject() or asNull() takes all.");
        assertThat(refused).hasMessageContaining("Nothing was written.");
        assertThat(moving.target.checkpoints().read()).isEmpty();
    }

    @Test
    void valuesAreShownOnlyWhereTheHostAsked() {
        moving.fact(7, 1, Raw.text("maybe"));

        assertThat(flaws(small()).get(0).text()).doesNotContain("maybe");
        assertThat(flaws(small().showingValues()).get(0).text()).contains("(id 7 = {\"text\":\"maybe\"})");
    }

    @Test
    void aLongKeyIsSaidButMoves() {
        var limits = new Limits(EnumSet.allOf(Limits.Special.class), LocalDate.MIN, LocalDate.MAX, 10);
        var tags = new Passage(
                "tags",
                "tags",
                List.of(new Field("tag", "tag", Plain.TEXT, Nullness.REQUIRED)),
                List.of(0),
                Optional.empty());
        moving.rows("tags").add(List.of(Raw.text("short")));
        moving.rows("tags").add(List.of(Raw.text("longer than ten")));
        MoveJob job = moving.job(small());
        var alone = new MoveJob(
                job.source(),
                job.target(),
                List.of(tags),
                job.questions(),
                job.options(),
                job.listener(),
                job.cancellation(),
                job.time());
        SurveyResult survey = new MoveEngine(alone).survey(moving.open(), limits, TargetKeys.NONE, Optional.empty());

        assertThat(survey.refusals()).isEmpty();
        assertThat(survey.flaws())
                .extracting(FlawFound::text)
                .containsExactly("tags.tag: KEY_TOO_LONG, 1 row (tag 'longer than ten')\n  moved as it is.");
    }

    private List<FlawFound> flaws(MoveOptions options) {
        return new MoveEngine(moving.job(options))
                .survey(moving.open(), moving.target.limits(), TargetKeys.NONE, Optional.empty())
                .flaws();
    }

    @Test
    void whatARuleMendsMovesAndIsCounted() {
        moving.fact(7, 1, Raw.text("yes"));
        MoveOptions options = small().treating(Flaw.TRUTH_SPELLING, Treatment.coerce(Rule.TRUTH_WORDS));

        assertThat(flaws(options)).singleElement().satisfies(found -> {
            assertThat(found.isRefused()).isFalse();
            assertThat(found.text()).endsWith("made to fit by TRUTH_WORDS (1).");
        });
        assertThat(moving.move(options).isProven()).isTrue();
        assertThat(moving.target.shown("known_facts")).contains("integer 7, integer 1, true");
        assertThat(moving.target.checkpoints().read().orElseThrow().chunks())
                .filteredOn(chunk -> !chunk.coerced().isEmpty())
                .singleElement()
                .satisfies(chunk ->
                        assertThat(chunk.coerced()).hasToString("{Applied[column=verified, rule=TRUTH_WORDS]=1}"));
    }

    @Test
    void rejectedRowsAreInTheFileAsTheyWere() throws IOException {
        moving.fact(7, 1, Raw.text("maybe"));
        moving.rows("facts").add(List.of(Raw.integer(8), Raw.real(1.5), Raw.textHex("ff00")));
        MoveOptions options = rejecting().treating(Flaw.FRACTION, Treatment.reject());

        assertThat(moving.move(options).isProven()).isTrue();
        assertThat(moving.target.shown("known_facts")).hasSize(25);
        assertThat(Files.readAllLines(folder.resolve("facts.jsonl")))
                .containsExactly(
                        "{\"format\":\"whisper-schema/rejects\",\"version\":1,\"move\":\"move-1\",\"table\":\"facts\","
                                + "\"key\":[\"id\"],\"columns\":[\"id\",\"user_id\",\"verified\"]}",
                        "{\"key\":{\"id\":{\"integer\":7}},\"column\":\"verified\",\"flaw\":\"TRUTH_SPELLING\","
                                + "\"value\":{\"text\":\"maybe\"},\"row\":{\"id\":{\"integer\":7},\"user_id\":{\"integer\":1},"
                                + "\"verified\":{\"text\":\"maybe\"}}}",
                        "{\"key\":{\"id\":{\"integer\":8}},\"column\":\"user_id\",\"flaw\":\"FRACTION\","
                                + "\"value\":{\"real\":\"1.5\"},\"row\":{\"id\":{\"integer\":8},\"user_id\":{\"real\":\"1.5\"},"
                                + "\"verified\":{\"text_bytes\":\"/wA=\"}}}");
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).doesNotContain("facts");
        }
    }

    @Test
    void moreRejectedRowsThanAllowedAreRefused() {
        moving.fact(7, 1, Raw.text("maybe"));
        moving.fact(8, 1, Raw.text("maybe"));

        assertThatThrownBy(() -> moving.move(rejecting().rejectingAtMost(1)))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("2 rows would be rejected, 1 may be");
    }

    @Test
    void aFileOfRejectsThatSomebodyTookAwayIsWrittenAgain() throws IOException {
        moving.rows("facts").add(0, List.of(Raw.integer(7), Raw.integer(1), Raw.text("maybe")));
        moving.target.at(name -> {
            if (name.equals("committed")) {
                throw new Killed(name);
            }
        });
        assertThatThrownBy(() -> moving.move(rejecting())).isInstanceOf(Killed.class);
        moving.target.at(name -> {});
        Files.delete(folder.resolve("move-1").resolve("known_facts").resolve("0.jsonl"));

        assertThat(moving.move(rejecting()).isProven()).isTrue();
        assertThat(Files.readAllLines(folder.resolve("facts.jsonl"))).hasSize(2);
    }

    @Test
    void whatRefersToARejectedRowIsRejectedWithIt() {
        moving.rows("users").set(3, List.of(Raw.integer(4), Raw.textHex("ff")));
        MoveOptions options = small().treating(Flaw.INVALID_UTF8, Treatment.reject())
                .treating(Flaw.REFERS_TO_REJECTED, Treatment.reject())
                .rejectingTo(folder);

        assertThat(moving.move(options).isProven()).isTrue();
        assertThat(moving.target.shown("users")).hasSize(24);
        assertThat(moving.target.shown("known_facts")).hasSize(24).noneMatch(row -> row.contains("integer 104"));
    }

    @Test
    void whatRefersToARejectedRowIsRefusedUnlessSomethingIsSaid() {
        moving.rows("users").set(3, List.of(Raw.integer(4), Raw.textHex("ff")));
        MoveOptions options =
                small().treating(Flaw.INVALID_UTF8, Treatment.reject()).rejectingTo(folder);

        assertThatThrownBy(() -> moving.move(options))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("facts.user_id: REFERS_TO_REJECTED, 1 row (id 104)");
    }

    @Test
    void whatIsRejectedInCirclesIsWhenAMoveGoesOnToo() {
        moving.userReferences.add(ForeignKey.from("id").references("facts", "id"));
        moving.fact(7, 1, Raw.text("maybe"));
        MoveOptions options = rejecting().treating(Flaw.REFERS_TO_REJECTED, Treatment.reject());
        moving.target.at(name -> {
            if (name.equals("committed")) {
                throw new Killed(name);
            }
        });
        assertThatThrownBy(() -> moving.move(options)).isInstanceOf(Killed.class);
        moving.target.at(name -> {});

        assertThat(moving.move(options).isProven()).isTrue();
        assertThat(moving.target.shown("users")).hasSize(24).noneMatch(row -> row.contains("integer 7,"));
        assertThat(moving.target.shown("known_facts")).hasSize(24).noneMatch(row -> row.contains("integer 107"));
    }

    @Test
    void aRowThatAQueryFoundIsTreatedAsWasSaid() {
        moving.fact(7, 999, Raw.integer(1));
        moving.related.add(new FakeSource.Related(Flaw.ORPHAN, "user_id", List.of(Raw.integer(7))));

        assertThatThrownBy(() -> moving.move(small())).hasMessageContaining("facts.user_id: ORPHAN, 1 row (id 7)");
        assertThat(moving.move(small().treating(Flaw.ORPHAN, Treatment.asNull()))
                        .isProven())
                .isTrue();
        assertThat(moving.target.shown("known_facts")).contains("integer 7, null, true");
    }

    @Test
    void aTreatmentThatRejectsNeedsAFolder() {
        assertThatThrownBy(() -> moving.job(small().treating(Flaw.ORPHAN, Treatment.reject())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rejectingTo");
    }
}
