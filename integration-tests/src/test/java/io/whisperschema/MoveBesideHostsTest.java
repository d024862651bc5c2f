package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.integration.Sql;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Operations;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MoveProgress;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts that start on a target while rows come to it. */
@WithDatabases
class MoveBesideHostsTest {
    private static final SchemaDefinition HOST =
            SchemaDefinition.named("host").tables(table("users", integer("id").primaryKey(), text("name")));

    private SqliteDatabase from;
    private SqliteDatabase to;
    private RelationalStore source;
    private RelationalStore target;

    /** How a host keeps its tables. */
    enum Keeping {
        BY_DEFINITION(Migrations.of()),
        BY_MIGRATIONS(Migrations.of(Migration.of(1, "users")
                .operations(Operations.createTable(HOST.relational().tables().get(0)))));

        private final Migrations migrations;

        Keeping(Migrations migrations) {
            this.migrations = migrations;
        }

        WhisperSchema host(RelationalStore store) {
            return WhisperSchema.of(HOST).relational(store).migrations(migrations);
        }
    }

    @BeforeEach
    void given(SqliteDatabase one, SqliteDatabase other) {
        from = one;
        to = other;
        source = SqliteStore.over(from.dataSource());
        target = SqliteStore.over(to.dataSource());
    }

    private void fill(Keeping keeping) {
        keeping.host(source).bootstrap();
        Sql.run(from.dataSource(), "INSERT INTO users VALUES (1, 'ann'), (2, 'bob')");
    }

    private List<String> inTarget(String query) {
        return Sql.texts(to.dataSource(), query);
    }

    /** Does something when the move comes to a phase. */
    private static ProgressListener when(MovePhase wanted, Runnable work) {
        return new ProgressListener() {
            @Override
            public void moveAdvanced(MovePhase phase) {
                if (phase == wanted) {
                    work.run();
                }
            }
        };
    }

    private static void stop() {
        throw new IllegalStateException("stopped here");
    }

    @ParameterizedTest
    @EnumSource
    void whoStartsWhileTheSourceIsLookedAtKeepsTheirRows(Keeping keeping) {
        fill(keeping);
        ProgressListener starting = when(MovePhase.LOOKING, () -> {
            keeping.host(target).bootstrap();
            Sql.run(to.dataSource(), "INSERT INTO users VALUES (7, 'eve')");
        });

        assertThatThrownBy(() -> keeping.host(source).listener(starting).move(target))
                .isInstanceOf(PlanOutdated.class);

        assertThat(inTarget("SELECT name FROM users")).containsExactly("eve");
        keeping.host(target).bootstrap();
        assertThatThrownBy(() -> keeping.host(source).move(target))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("ROWS_IN_TARGET: users");
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatComeToAMadeTargetWhileTheSourceIsLookedAtStay(Keeping keeping) {
        fill(keeping);
        keeping.host(target).bootstrap();
        ProgressListener working = new ProgressListener() {
            @Override
            public void moved(MoveProgress progress) {
                if (progress.phase() == MovePhase.LOOKING) {
                    Sql.run(to.dataSource(), "INSERT OR IGNORE INTO users VALUES (7, 'eve')");
                }
            }
        };

        assertThatThrownBy(() -> keeping.host(source).listener(working).move(target))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("ROWS_IN_TARGET: users");

        assertThat(inTarget("SELECT name FROM users")).containsExactly("eve");
        keeping.host(target).bootstrap();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyStartsOnAMadeTargetOnceAMoveToItHasBegun(Keeping keeping) {
        fill(keeping);
        keeping.host(target).bootstrap();
        ProgressListener stopping = when(MovePhase.CREATING, MoveBesideHostsTest::stop);
        assertThatThrownBy(() -> keeping.host(source).listener(stopping).move(target))
                .hasMessage("stopped here");

        assertThatThrownBy(() -> keeping.host(target).bootstrap()).isInstanceOf(MoveUnfinished.class);

        assertThat(keeping.host(source).move(target).isProven()).isTrue();
        keeping.host(target).bootstrap();
    }

    @ParameterizedTest
    @EnumSource
    void whatAMoveThatWasKilledFindsInItsTargetAndHasNotMadeStays(Keeping keeping) {
        fill(keeping);
        ProgressListener stopping = when(MovePhase.CREATING, MoveBesideHostsTest::stop);
        assertThatThrownBy(() -> keeping.host(source).listener(stopping).move(target))
                .hasMessage("stopped here");
        Sql.run(
                to.dataSource(),
                "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT)",
                "INSERT INTO users VALUES (7, 'eve')");

        assertThatThrownBy(() -> keeping.host(source).move(target))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("ROWS_IN_TARGET: users");

        assertThat(inTarget("SELECT name FROM users")).containsExactly("eve");
        assertThat(inTarget("SELECT name FROM sqlite_schema WHERE name = 'schema_move'"))
                .isEmpty();
    }

    /** Tries to start wherever it hears of a move that has begun to write. */
    private static final class Eager implements ProgressListener {
        private final WhisperSchema host;
        private final List<String> starts = new ArrayList<>();
        private boolean begun;

        Eager(WhisperSchema host) {
            this.host = host;
        }

        private void start(String moment) {
            if (begun) {
                try {
                    host.bootstrap();
                    starts.add(moment + ": started");
                } catch (MoveUnfinished unfinished) {
                    starts.add(moment);
                }
            }
        }

        @Override
        public void moveAdvanced(MovePhase phase) {
            begun |= phase == MovePhase.CREATING;
            start(phase.toString());
        }

        @Override
        public void runFinished(String run, Duration took) {
            start("a run");
        }

        @Override
        public void chunkMoved(Chunk chunk, long rows) {
            start("a chunk");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyStartsFromTheFirstWriteToTheLast(Keeping keeping) {
        fill(keeping);
        var eager = new Eager(keeping.host(target));

        assertThat(keeping.host(source).listener(eager).move(target).isProven()).isTrue();

        assertThat(eager.starts)
                .contains("CREATING", "a run", "COPYING", "a chunk", "FINISHING", "PROVING", "STAMPING")
                .noneMatch(moment -> moment.endsWith("started"));
        keeping.host(target).bootstrap();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsProvenButNotStampedIsProvenAgain(Keeping keeping) {
        fill(keeping);
        ProgressListener stopping = when(MovePhase.STAMPING, MoveBesideHostsTest::stop);
        assertThatThrownBy(() -> keeping.host(source).listener(stopping).move(target))
                .hasMessage("stopped here");
        assertThatThrownBy(() -> keeping.host(target).bootstrap()).isInstanceOf(MoveUnfinished.class);

        assertThat(keeping.host(source).move(target).question()).isEqualTo(Question.MOVED);

        assertThat(keeping.host(source).move(target).question()).isEqualTo(Question.ALREADY_MOVED);
    }

    @ParameterizedTest
    @EnumSource(names = "BY_DEFINITION")
    void aPlanThatIsOlderThanAMoveDoesNotRunBesideIt(Keeping keeping) {
        fill(keeping);
        Plan older = keeping.host(target).plan();
        ProgressListener stopping = when(MovePhase.CREATING, MoveBesideHostsTest::stop);
        assertThatThrownBy(() -> keeping.host(source).listener(stopping).move(target))
                .hasMessage("stopped here");

        assertThatThrownBy(() -> keeping.host(target).execute(older, ExecuteOptions.cautious()))
                .isInstanceOf(PlanOutdated.class);

        assertThat(keeping.host(source).move(target).isProven()).isTrue();
    }
}
