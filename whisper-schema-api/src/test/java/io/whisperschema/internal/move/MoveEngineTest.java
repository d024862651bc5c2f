package io.whisperschema.internal.move;

import static io.whisperschema.move.MoveOptions.cautious;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.error.Cancelled;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.SourceChanged;
import io.whisperschema.internal.move.FakeTarget.Killed;
import io.whisperschema.internal.move.Moving.Proof;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MoveProgress;
import io.whisperschema.move.MovedRow;
import io.whisperschema.move.Rate;
import io.whisperschema.move.RowTransform;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.spi.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveEngineTest {
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
    void everyRowArrivesOnceAndBothSidesHaveOneRoot() {
        Proof proof = moving.move(small());

        assertThat(proof.isProven()).isTrue();
        assertThat(moving.target.shown("users")).hasSize(25).doesNotHaveDuplicates();
        assertThat(moving.target.shown("known_facts")).hasSize(25).contains("integer 101, integer 1, true");
        assertThat(moving.target.shown("notes")).containsExactly("text other", "text same", "text same");
    }

    @Test
    void lanesMoveTheSame() {
        String alone = moving.move(small()).sourceRoot();
        var other = new Moving();
        other.source.putAll(moving.source);
        other.readers = 3;
        other.target.writers(3);
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            Proof proof = other.move(cautious().chunksOf(2).with(executor).lanes(3));

            assertThat(proof.isProven()).isTrue();
            assertThat(proof.sourceRoot()).isEqualTo(alone);
            assertThat(other.target.shown("users")).isEqualTo(moving.target.shown("users"));
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void anEmptySourceMovesToo() {
        moving.source.clear();

        assertThat(moving.move(small()).isProven()).isTrue();
    }

    @Test
    void killedAtAnyMomentTheNextMoveGoesOnWithoutARowLostOrDoubled() throws IOException {
        moving.fact(200, 1, Raw.text("maybe"));
        moving.fact(201, 2, Raw.text("perhaps"));
        int moment = 0;
        boolean killed = true;
        while (killed) {
            var again = new Moving();
            moving.source.forEach((name, rows) -> again.source.put(name, new ArrayList<>(rows)));
            Path rejects = folder.resolve("killed-" + moment);
            killed = isKilledAt(moment++, again, rejects);
            if (moment % 3 == 0 && !hasCopiedAllUsers(again)) {
                again.user(1000, "came later");
            }

            Proof proof = again.move(rejecting().rejectingTo(rejects));
            assertThat(proof.isProven()).as("killed at moment " + moment).isTrue();
            assertThat(again.target.shown("users"))
                    .hasSize(again.rows("users").size())
                    .doesNotHaveDuplicates();
            assertThat(again.target.shown("known_facts")).hasSize(25).doesNotHaveDuplicates();
            assertThat(again.target.shown("notes")).hasSize(3);
            assertThat(Files.readAllLines(rejects.resolve("facts.jsonl"))).hasSize(3);
        }
        assertThat(moment).isGreaterThan(70);
    }

    private static boolean hasCopiedAllUsers(Moving again) {
        return again.target.checkpoints().read().stream()
                .flatMap(checkpoint -> checkpoint.chunksOf(Moving.USERS).stream())
                .anyMatch(chunk -> chunk.chunk().number() == 3 && chunk.isDone());
    }

    private boolean isKilledAt(int moment, Moving again, Path rejects) {
        var left = new AtomicInteger(moment);
        again.target.at(name -> {
            if (left.getAndDecrement() == 0) {
                throw new Killed(name);
            }
        });
        try {
            again.move(rejecting().rejectingTo(rejects));
            return false;
        } catch (Killed expected) {
            return true;
        } finally {
            again.target.at(name -> {});
        }
    }

    private void killAfter(int commits) {
        var left = new AtomicInteger(commits);
        moving.target.at(name -> {
            if (name.equals("committed") && left.decrementAndGet() == 0) {
                throw new Killed(name);
            }
        });
        assertThatThrownBy(() -> moving.move(small())).isInstanceOf(Killed.class);
        moving.target.at(name -> {});
    }

    @Test
    void aRowThatWasCopiedAndIsAnotherByNowStopsTheMove() {
        killAfter(2);
        moving.rows("facts").set(3, List.of(Raw.integer(104), Raw.integer(4), Raw.integer(1)));

        SourceChanged stopped = catchThrowableOfType(SourceChanged.class, () -> moving.move(small()));
        assertThat(stopped.table()).isEqualTo("facts");
        assertThat(stopped.range()).isEqualTo("0..7");
        assertThat(stopped).hasMessageContaining("2 of 9 chunks are copied and stay");
        assertThat(moving.target.shown("known_facts")).hasSize(14);
    }

    @Test
    void aRowThatWasNotCopiedYetMayChange() {
        killAfter(2);
        moving.rows("facts").set(20, List.of(Raw.integer(121), Raw.integer(7), Raw.integer(0)));
        moving.user(26, "came later");

        assertThat(moving.move(small()).isProven()).isTrue();
        assertThat(moving.target.shown("known_facts")).contains("integer 121, integer 7, false");
        assertThat(moving.target.shown("users")).contains("integer 26, text came later");
    }

    @Test
    void aChunkThatSomebodyElseHasCopiedMeanwhileIsLeftToHim() {
        var once = new AtomicInteger();
        moving.target.at(name -> {
            if (name.equals("beginning") && once.getAndIncrement() == 0) {
                moving.target.at(other -> {});
                moving.move(small());
            }
        });

        assertThat(moving.move(small()).isProven()).isTrue();
        assertThat(moving.target.shown("users")).hasSize(25);
    }

    @Test
    void aTransformChangesRowsAndLeavesThemOut() {
        MoveOptions options = small().transforming("users", new RowTransform() {
            @Override
            public String name() {
                return "anonymous";
            }

            @Override
            public String version() {
                return "1";
            }

            @Override
            public Outcome apply(MovedRow row) {
                row.set("name", "user of " + row.get("name").orElse("nobody"));
                return row.get("id").equals(Optional.of(5L)) ? Outcome.LEAVE_OUT : Outcome.KEEP;
            }
        });

        assertThatThrownBy(() -> moving.move(options))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("facts.user_id: REFERS_TO_REJECTED, 1 row (id 105)");
        assertThat(moving.move(options.treating(Flaw.REFERS_TO_REJECTED, Treatment.asNull()))
                        .isProven())
                .isTrue();
        assertThat(moving.target.shown("users")).hasSize(24).contains("integer 4, text user of user 4");
        assertThat(moving.target.checkpoints().read().orElseThrow().chunks())
                .extracting(chunk -> chunk.leftOut())
                .containsOnlyOnce(1L);
    }

    @Test
    void aTransformThatChangesItsMindIsRefused() {
        var calls = new AtomicInteger();
        MoveOptions options = small().transforming("users", new RowTransform() {
            @Override
            public String name() {
                return "numbered";
            }

            @Override
            public String version() {
                return "1";
            }

            @Override
            public Outcome apply(MovedRow row) {
                row.set("name", "user " + calls.incrementAndGet());
                return Outcome.KEEP;
            }
        });

        assertThatThrownBy(() -> moving.move(options))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("the transform numbered makes one thing of a row and another");
    }

    @Test
    void aMoveThatIsStoppedKeepsItsChunksAndGoesOn() {
        moving.target.at(name -> {
            if (moving.target.shown("known_facts").size() == 14) {
                moving.cancellation.cancel();
            }
        });
        Cancelled stopped = catchThrowableOfType(Cancelled.class, () -> moving.move(small()));
        assertThat(stopped.applied()).isEqualTo(2);
        assertThat(stopped).hasMessageContaining("2 of 9 chunks are copied and stay; move again to go on.");
        assertThat(moving.target.shown("known_facts")).hasSize(14);

        moving.target.at(name -> {});
        moving.cancellation = new io.whisperschema.spi.Cancellation();
        assertThat(moving.move(small()).isProven()).isTrue();
    }

    @Test
    void aRateHoldsForAllRowsTogether() {
        var now = new AtomicInteger();
        moving.time = new Ticking(() -> now.get() * 1_000_000L, nanos -> now.addAndGet((int) (nanos / 1_000_000)));
        moving.move(small().limitedTo(Rate.ofRows(10)));

        assertThat(now.get()).isBetween(5200, 5400);
    }

    @Test
    void theHostHearsOfEachChunkAndOfAllRowsOnItsOwnThread() {
        Thread host = Thread.currentThread();
        var chunks = new ArrayList<Chunk>();
        var last = new ArrayList<MoveProgress>();
        moving.listener = new ProgressListener() {
            @Override
            public void chunkMoved(Chunk chunk, long rows) {
                assertThat(Thread.currentThread()).isSameAs(host);
                chunks.add(chunk);
            }

            @Override
            public void moved(MoveProgress progress) {
                assertThat(Thread.currentThread()).isSameAs(host);
                last.add(progress);
            }
        };
        moving.readers = 2;
        moving.target.writers(2);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            moving.move(small().with(executor));
        } finally {
            executor.shutdown();
        }

        assertThat(chunks).hasSize(9).doesNotHaveDuplicates();
        assertThat(last).allSatisfy(each -> assertThat(each.allDone().rows()).isLessThanOrEqualTo(53));
        assertThat(last.get(last.size() - 1).allDone().rows()).isEqualTo(53);
        assertThat(last.get(last.size() - 1).ofAll().rows()).isEqualTo(53);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatAListenerThrowsStopsTheMoveAndNothingStaysOpen(int lanes) {
        moving.listener = new ProgressListener() {
            @Override
            public void chunkMoved(Chunk chunk, long rows) {
                throw new IllegalStateException("enough");
            }
        };
        moving.readers = lanes;
        moving.target.writers(lanes);
        FakeSource source = moving.open();
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            MoveOptions options = lanes == 1 ? small() : small().with(executor);
            assertThatThrownBy(() -> moving.move(options, source)).hasMessage("enough");
        } finally {
            executor.shutdown();
        }

        assertThat(source.open()).isZero();
        assertThat(moving.target.open()).isZero();
    }

    @Test
    void aColumnThatWasSeenToFitIsTrusted() {
        moving.rows("users").add(List.of(Raw.integer(99), Raw.nothing()));
        FakeSource source = moving.open();
        moving.move(small(), source);
        var both = new BitSet();
        both.set(0, 2);

        assertThat(source.trusted("users")).isEqualTo(both);
    }

    @Test
    void aColumnOfSeveralClassesIsNotTrusted() {
        moving.fact(7, 1, Raw.text("yes"));
        FakeSource source = moving.open();
        moving.move(small().treating(Flaw.TRUTH_SPELLING, Treatment.coerce(Rule.TRUTH_WORDS)), source);

        assertThat(source.trusted("facts").get(1)).isTrue();
        assertThat(source.trusted("facts").get(2)).isFalse();
    }
}
