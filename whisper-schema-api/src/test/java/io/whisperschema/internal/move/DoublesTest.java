package io.whisperschema.internal.move;

import static io.whisperschema.move.MoveOptions.cautious;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.internal.move.FakeTarget.Killed;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.move.ValueKind.Plain;
import io.whisperschema.spi.RelationQuestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that hold the same once they are settled, where nobody may. */
class DoublesTest {
    private static final long LITTLE_MEMORY = 1 << 20;

    private final Moving moving = new Moving();

    @TempDir
    private Path folder;

    @BeforeEach
    void namesAreUnlike() {
        moving.distinctUsers.add(List.of("name"));
    }

    private static MoveOptions cutting() {
        return cautious().chunksOf(7).treating(Flaw.NUL_IN_TEXT, Treatment.coerce(Rule.CUT_AT_NUL));
    }

    private MoveOptions rejecting() {
        return cutting().treating(Flaw.DUPLICATE, Treatment.reject()).rejectingTo(folder);
    }

    private List<FlawFound> doubles(MoveOptions options) {
        return doubles(options, moving.open());
    }

    private List<FlawFound> doubles(MoveOptions options, FakeSource source) {
        return new MoveEngine(moving.job(options))
                .survey(source, moving.target.limits(), TargetKeys.NONE, Optional.empty()).flaws().stream()
                        .filter(found -> found.flaw() == Flaw.DUPLICATE)
                        .toList();
    }

    @Test
    void theirKeysAreTold() {
        moving.user(1, "ann");
        moving.user(2, "bob");
        moving.user(3, "ann\0x");
        moving.user(4, "ann\0y");

        assertThat(doubles(cutting())).singleElement().satisfies(found -> {
            assertThat(found.isRefused()).isTrue();
            assertThat(found.text()).startsWith("users.name: DUPLICATE, 2 rows (id 3; id 4)");
        });
    }

    @Test
    void withLittleMemoryAllAreFoundInSeveralPasses() {
        int rows = (int) (3 * LITTLE_MEMORY / 72);
        for (int i = 0; i < rows; i++) {
            moving.user(i, "user " + i % (rows / 2) + (i < rows / 2 ? "" : "\0"));
        }
        MoveOptions options = cutting().chunksOf(rows).within(LITTLE_MEMORY);
        FakeSource source = moving.open();

        assertThat(doubles(options, source))
                .singleElement()
                .satisfies(found -> assertThat(found.count()).isEqualTo(rows - rows / 2));
        assertThat(source.begun())
                .as(
                        "each row twice to survey it, three times for names and for keys; an empty chunk of each other table")
                .isEqualTo(2 + 3 + 3 + 2);
    }

    @Test
    void whereNothingIsMadeToFitRowsAreReadOnce() {
        for (int i = 1; i <= 25; i++) {
            moving.user(i, "user " + i);
        }
        FakeSource source = moving.open();

        assertThat(doubles(cutting(), source)).isEmpty();
        assertThat(source.begun())
                .as("4 chunks of users, an empty one of each other table")
                .isEqualTo(6);
    }

    @Test
    void whoHasNoNameIsLikeNobody() {
        moving.rows("users").add(List.of(Raw.integer(1), Raw.nothing()));
        moving.rows("users").add(List.of(Raw.integer(2), Raw.nothing()));
        moving.user(3, "ann\0");

        assertThat(doubles(cutting())).isEmpty();
    }

    @Test
    void aRowThatIsRejectedIsNoFirst() throws IOException {
        moving.rows("users").add(List.of(Raw.real(1.5), Raw.text("ann")));
        moving.user(2, "ann\0");
        moving.user(3, "ann\0\0");

        assertThat(moving.move(rejecting().treating(Flaw.FRACTION, Treatment.reject()))
                        .isProven())
                .isTrue();
        assertThat(moving.target.shown("users")).containsExactly("integer 2, text ann");
        assertThat(Files.readAllLines(folder.resolve("users.jsonl"))).hasSize(3);
    }

    @Test
    void ofRowsWithoutAKeyOnlyThatWhichWasFoundHasAFlaw() {
        var tags = new Passage(
                "tags",
                "tags",
                List.of(
                        new Field("id", "id", Plain.BIGINT, Nullness.NULLABLE),
                        new Field("user", "user", Plain.BIGINT, Nullness.NULLABLE)),
                List.of(0),
                Optional.empty());
        List<Raw> orphan = List.of(Raw.nothing(), Raw.integer(9));
        moving.rows("tags").add(List.of(Raw.nothing(), Raw.integer(1)));
        moving.rows("tags").add(orphan);
        FakeSource source = moving.open();
        source.relate("tags", new FakeSource.Related(Flaw.ORPHAN, "user", orphan));
        MoveJob job = moving.job(cautious());
        var alone = new MoveJob(
                job.source(),
                job.target(),
                List.of(tags),
                Map.of("tags", new RelationQuestions(List.of(), List.of(List.of("user")), List.of())),
                job.options(),
                job.listener(),
                job.cancellation(),
                job.time());

        assertThat(new MoveEngine(alone)
                        .survey(source, moving.target.limits(), TargetKeys.NONE, Optional.empty())
                        .flaws())
                .singleElement()
                .satisfies(found -> assertThat(found.count()).isEqualTo(1));
    }

    @Test
    void aMoveThatIsStoppedAnywhereGoesOnWithTheSameOnes() throws IOException {
        for (int i = 1; i <= 20; i++) {
            moving.user(i, "user " + i % 8 + "\0".repeat(i / 8));
        }
        MoveOptions options = rejecting().chunksOf(3);
        moving.target.at(name -> {
            if (name.equals("committed")) {
                throw new Killed(name);
            }
        });
        for (int stop = 1; stop <= 5; stop++) {
            assertThatThrownBy(() -> moving.move(options)).isInstanceOf(Killed.class);
        }
        moving.target.at(name -> {});

        assertThat(moving.move(options).isProven()).isTrue();
        assertThat(moving.differences(options)).isEmpty();
        assertThat(moving.target.shown("users")).hasSize(8);
        assertThat(Files.readAllLines(folder.resolve("users.jsonl"))).hasSize(13);
    }
}
