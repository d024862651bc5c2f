package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.migration.Migrations;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MovePhase;
import io.whisperschema.plan.Step;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.report.PassageResult;
import io.whisperschema.report.PreflightReport;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelationalMoveTest {
    /** Each moment would take minutes. */
    private static final int A_FEW = 9;

    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table("users", text("name").naturalKey("number"), integer("age"), timestamp("seen")),
                    table(
                            "notes",
                            integer("id").identity(),
                            text("user").notNull().references("users", "name"),
                            text("words").unique(),
                            index("notes_user").on("user")));

    @TempDir
    Path folder;

    private SqliteStore source;
    private SqliteStore target;

    @BeforeEach
    void open() {
        source = SqliteStore.open(folder.resolve("source.db"));
        target = SqliteStore.open(folder.resolve("target.db"));
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static WhisperSchema host(RelationalStore store) {
        return WhisperSchema.of(HOST).relational(store);
    }

    private RelationalMove move(MoveOptions options) {
        return move(options, ProgressListener.SILENT);
    }

    private RelationalMove move(MoveOptions options, ProgressListener listener) {
        Surroundings around = Surroundings.none().with(source).with(listener);
        return new RelationalMove(new MoveSides(HOST, around, target, options));
    }

    private void fill() {
        host(source).bootstrap();
        run(source, "INSERT INTO users (name, age) VALUES ('ann', 1), ('bob', 2), ('zoë', NULL)");
        for (int i = 1; i <= 50; i++) {
            run(source, "INSERT INTO notes (user, words) VALUES ('ann', 'note " + i + "')");
        }
    }

    @Test
    void anEmptyTargetIsMadeAndFilledAndProven() {
        fill();

        MoveOutcome moved = move(MoveOptions.cautious()).run();

        assertThat(moved.question()).isEqualTo(Question.MOVED);
        assertThat(moved.target()).isEqualTo(moved.source());
        assertThat(texts(target, "SELECT count(*) || max(words) FROM notes")).containsExactly("50note 9");
        assertThat(host(target).plan().steps()).isEmpty();
        assertThat(host(source).validateAgainst(target).isValid()).isTrue();
        assertThat(moved.took().keySet())
                .containsExactly(
                        MovePhase.LOOKING,
                        MovePhase.CREATING,
                        MovePhase.COPYING,
                        MovePhase.FINISHING,
                        MovePhase.PROVING,
                        MovePhase.STAMPING);
    }

    @Test
    void aSecondMoveOnlyCompares() {
        fill();
        move(MoveOptions.cautious()).run();
        run(source, "INSERT INTO users (name) VALUES ('eve')");

        MoveOutcome again = move(MoveOptions.cautious()).run();

        assertThat(again.question()).isEqualTo(Question.ALREADY_MOVED);
        assertThat(again.differences()).hasSize(1);
        assertThat(texts(target, "SELECT count(*) FROM users")).containsExactly("3");
    }

    @Test
    void whatStopsInTheMidstKeepsHostsAwayAndGoesOn() {
        fill();
        var cancellation = new Cancellation();
        var chunks = new ArrayList<Chunk>();
        Surroundings around = Surroundings.none()
                .with(source)
                .with(cancellation)
                .with(new ProgressListener() {
                    @Override
                    public void chunkMoved(Chunk chunk, long rows) {
                        chunks.add(chunk);
                        cancellation.cancel();
                    }
                });
        var sides = new MoveSides(HOST, around, target, MoveOptions.cautious().chunksOf(10));

        assertThatThrownBy(() -> new RelationalMove(sides).run())
                .hasMessageContaining("chunks are copied and stay; move again to go on");

        assertThat(chunks).isNotEmpty();
        assertThatThrownBy(() -> host(target).bootstrap()).isInstanceOf(MoveUnfinished.class);
        assertThatThrownBy(() -> move(MoveOptions.cautious().chunksOf(10).except("users"))
                        .run())
                .isInstanceOf(MoveUnfinished.class)
                .hasMessageContaining("with the options that it was begun with");
        MoveOutcome moved = move(MoveOptions.cautious().chunksOf(10)).run();
        assertThat(moved.target()).isEqualTo(moved.source());
        assertThat(texts(target, "SELECT count(*) FROM notes")).containsExactly("50");
        host(target).bootstrap();
    }

    /** Fails at one moment of a move, counted by what its host hears. */
    private static final class FailingHost implements ProgressListener {
        private final int moment;
        private int heard;

        FailingHost(int moment) {
            this.moment = moment;
        }

        private void hear() {
            if (heard++ == moment) {
                throw new IllegalStateException("stopped here");
            }
        }

        @Override
        public void moveAdvanced(MovePhase phase) {
            hear();
        }

        @Override
        public void chunkMoved(Chunk chunk, long rows) {
            hear();
        }

        @Override
        public void started(Step step) {
            hear();
        }

        @Override
        public void finished(Step step, Duration took) {
            hear();
        }
    }

    @Test
    void whereverItStopsItGoesOn() {
        fill();
        int moment = 0;
        for (boolean stopped = true; stopped; moment++) {
            stopped = isStoppedAt(moment);
            MoveOutcome moved = move(MoveOptions.cautious().chunksOf(20)).run();

            assertThat(moved.target()).as("stopped at " + moment).isEqualTo(moved.source());
            assertThat(texts(target, "SELECT count(*) FROM notes")).containsExactly("50");
            assertThat(host(target).plan().steps()).isEmpty();
            assertThat(target.inspect().table("schema_move")).isEmpty();
            startAfresh(moment);
        }
        assertThat(moment).isGreaterThan(10);
    }

    @Test
    void whereverItStopsWithMigrationsItGoesOnAndHostsAreKeptAwayMeanwhile() {
        WhisperSchema engine = WhisperSchema.of(WhisperEngine.schema()).migrations(WhisperEngine.migrations());
        engine.relational(source).bootstrap();
        int moment = 0;
        int keptAway = 0;
        for (boolean stopped = true; stopped; moment += A_FEW) {
            stopped = isEngineStoppedAt(moment);
            keptAway += stopped && isKeptAway(engine.relational(target)) ? 1 : 0;
            MoveOutcome moved = engineMove(ProgressListener.SILENT).run();

            assertThat(moved.target()).as("stopped at " + moment).isEqualTo(moved.source());
            assertThat(engine.relational(target).migrate().migrations()).isEmpty();
            assertThat(engine.relational(target).validate().isValid()).isTrue();
            startAfresh(moment);
        }
        assertThat(keptAway).isGreaterThan(3);
    }

    private static boolean isKeptAway(WhisperSchema host) {
        try {
            host.status();
            return false;
        } catch (MoveUnfinished unfinished) {
            return true;
        }
    }

    private boolean isEngineStoppedAt(int moment) {
        try {
            engineMove(new FailingHost(moment)).run();
            return false;
        } catch (IllegalStateException stopped) {
            return true;
        }
    }

    private RelationalMove engineMove(ProgressListener listener) {
        Surroundings around = Surroundings.none()
                .with(source)
                .with(WhisperEngine.migrations())
                .with(listener);
        return new RelationalMove(new MoveSides(WhisperEngine.schema(), around, target, MoveOptions.cautious()));
    }

    private boolean isStoppedAt(int moment) {
        try {
            move(MoveOptions.cautious().chunksOf(20), new FailingHost(moment)).run();
            return false;
        } catch (IllegalStateException stopped) {
            return true;
        }
    }

    private void startAfresh(int moment) {
        target.close();
        target = SqliteStore.open(folder.resolve("target" + moment + ".db"));
    }

    @Test
    void rowsInTheTargetStopAMoveThatMayNotReplaceThem() {
        fill();
        host(target).bootstrap();
        run(target, "INSERT INTO users (name) VALUES ('old')");

        assertThatThrownBy(() -> move(MoveOptions.cautious()).run())
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("ROWS_IN_TARGET: users");
        assertThat(target.inspect().table("schema_move")).isEmpty();

        move(MoveOptions.cautious().replacingRows()).run();
        assertThat(texts(target, "SELECT name FROM users ORDER BY name")).containsExactly("ann", "bob", "zoë");
    }

    @Test
    void aTargetThatIsSomebodyElsesStaysAsItIs() {
        fill();
        run(target, "CREATE TABLE theirs (a INTEGER)");

        assertThatThrownBy(() -> move(MoveOptions.cautious()).run()).isInstanceOf(StoreDiffers.class);

        assertThat(texts(target, "SELECT name FROM sqlite_schema")).containsExactly("theirs");
    }

    @Test
    void triggersOfATargetStopTheMove() {
        fill();
        host(target).bootstrap();
        run(target, "CREATE TRIGGER loud AFTER INSERT ON notes BEGIN DELETE FROM users; END");

        assertThatThrownBy(() -> move(MoveOptions.cautious()).run()).hasMessageContaining("TRIGGER_ON_TARGET: loud");
    }

    @Test
    void lookingWritesNothing() {
        fill();

        MoveOutcome looked = move(MoveOptions.cautious()).looked();

        assertThat(looked.survey().refusals()).isEmpty();
        assertThat(looked.survey().passages()).hasSize(2);
        assertThat(texts(target, "SELECT name FROM sqlite_schema")).isEmpty();
    }

    @Test
    void aHostHearsOfAllOfItInReports() {
        fill();
        WhisperSchema host = host(source);

        PreflightReport found = host.preflight(target, MoveOptions.cautious());
        MoveReport moved = host.move(target);
        MoveReport compared = host.verifyMoved(target, MoveOptions.cautious());

        assertThat(found.isClear()).isTrue();
        assertThat(moved.isProven()).isTrue();
        assertThat(moved.rows()).isEqualTo(53);
        assertThat(moved.passages()).allMatch(PassageResult::isEqual);
        assertThat(MoveReport.fromJson(moved.toJson())).isEqualTo(moved);
        assertThat(compared.sourceRoot()).isEqualTo(moved.targetRoot());
        assertThat(compared.question()).isEqualTo(Question.VERIFIED);
    }

    @Test
    void comparingTellsRowsThatDiffer() {
        fill();
        move(MoveOptions.cautious()).run();
        run(target, "UPDATE users SET age = 3 WHERE name = 'bob'");

        MoveOutcome compared = move(MoveOptions.cautious()).compared();

        assertThat(compared.differences()).hasSize(1);
        assertThat(compared.differences().get(0).columns()).containsExactly("age");
    }

    @Test
    void aSourceThatIsBehindDoesNotMove() {
        WhisperSchema.of(SchemaDefinition.named("old")
                        .tables(table("users", text("name").naturalKey("number"))))
                .relational(source)
                .bootstrap();

        assertThatThrownBy(() -> move(MoveOptions.cautious()).run())
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("Only a store at head moves");
    }

    @Test
    void withMigrationsTheTargetHasItsOwnRecordAndStartsAreUpToDate() {
        Migrations migrations = WhisperEngine.migrations();
        WhisperSchema engine = WhisperSchema.of(WhisperEngine.schema()).migrations(migrations);
        engine.relational(source).bootstrap();
        Surroundings around = Surroundings.none().with(source).with(migrations);

        MoveOutcome moved =
                new RelationalMove(new MoveSides(WhisperEngine.schema(), around, target, MoveOptions.cautious())).run();

        assertThat(moved.target()).isEqualTo(moved.source());
        assertThat(engine.relational(target).migrate().migrations()).isEmpty();
        assertThat(engine.relational(target).validate().isValid()).isTrue();
    }

    private static void run(RelationalStore store, String statement) {
        var connections = store.connections(Connection.class);
        Connection connection = connections.take();
        try (Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException error) {
            throw new AssertionError(error);
        } finally {
            connections.giveBack(connection);
        }
    }

    private static List<String> texts(RelationalStore store, String query) {
        var connections = store.connections(Connection.class);
        Connection connection = connections.take();
        try (Statement one = connection.createStatement();
                ResultSet rows = one.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException error) {
            throw new AssertionError(error);
        } finally {
            connections.giveBack(connection);
        }
    }
}
