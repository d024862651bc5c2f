package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.ProofFailed;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MovePhase;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.Difference;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A target that does not return what was read, since somebody changes it between the copy and the proof. */
@WithDatabases
class FailedProofTest {
    private static final SchemaDefinition HOST =
            SchemaDefinition.named("host").tables(table("users", integer("id").primaryKey(), text("name")));

    private SqliteDatabase file;
    private PostgresDatabase server;

    @BeforeEach
    void given(SqliteDatabase sqlite, PostgresDatabase postgres) {
        file = sqlite;
        server = postgres;
    }

    /** From where to where. */
    enum Way {
        TO_A_SERVER,
        TO_A_FILE
    }

    private final class Moving {
        private final DataSource to;
        private final RelationalStore target;
        private final WhisperSchema host;

        Moving(Way way) {
            RelationalStore onFile = SqliteStore.over(file.dataSource());
            RelationalStore onServer = PostgresStore.over(server.dataSource());
            boolean up = way == Way.TO_A_SERVER;
            DataSource from = up ? file.dataSource() : server.dataSource();
            to = up ? server.dataSource() : file.dataSource();
            target = up ? onServer : onFile;
            host = WhisperSchema.of(HOST).relational(up ? onFile : onServer);
            host.bootstrap();
            Sql.run(from, "INSERT INTO users VALUES (1, 'ann'), (2, 'bob'), (3, 'eve')");
        }

        ProofFailed failed() {
            return failed(
                    MovePhase.PROVING, "UPDATE users SET name = 'rob' WHERE id = 2", "DELETE FROM users WHERE id = 3");
        }

        ProofFailed failed(MovePhase when, String... statements) {
            return catchThrowableOfType(
                    ProofFailed.class,
                    () -> host.listener(at(when, () -> Sql.run(to, statements))).move(target));
        }
    }

    private static ProgressListener at(MovePhase when, Runnable work) {
        return new ProgressListener() {
            @Override
            public void moveAdvanced(MovePhase phase) {
                if (phase == when) {
                    work.run();
                }
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void theErrorTellsTheTablesAndWhatToDo(Way way) {
        ProofFailed failed = new Moving(way).failed();

        assertThat(failed.tables())
                .containsExactly("users: 3 rows were copied, 2 are returned, and 2 of 256 parts differ");
        assertThat(failed)
                .hasMessage("What " + failed.store() + " returns differs from what was read:\n  "
                        + failed.tables().get(0)
                        + "\nAll rows are copied, but the target is not stamped, so nobody can start on it. verifyMoved(…)"
                        + " names the rows that differ. Mend them there and move again, or drop what is there and move"
                        + " anew.");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyStartsOnTheTarget(Way way) {
        var moving = new Moving(way);
        moving.failed();

        assertThatThrownBy(
                        () -> WhisperSchema.of(HOST).relational(moving.target).bootstrap())
                .isInstanceOf(MoveUnfinished.class);
    }

    @ParameterizedTest
    @EnumSource
    void itsRowsThatDifferAreNamed(Way way) {
        var moving = new Moving(way);
        moving.failed();

        var compared = moving.host.verifyMoved(moving.target, MoveOptions.cautious());

        assertThat(compared.isProven()).isFalse();
        assertThat(compared.differences())
                .extracting(Difference::sentence)
                .containsExactlyInAnyOrder("users, id 2: other values in name", "users, id 3: only in source");
    }

    @ParameterizedTest
    @EnumSource
    void itFailsAgainWhileTheRowsDiffer(Way way) {
        var moving = new Moving(way);
        moving.failed();

        assertThatThrownBy(() -> moving.host.move(moving.target)).isInstanceOf(ProofFailed.class);
    }

    @ParameterizedTest
    @EnumSource
    void aTargetThatWasMendedIsProvenByMovingAgain(Way way) {
        var moving = new Moving(way);
        moving.failed();
        Sql.run(moving.to, "UPDATE users SET name = 'bob' WHERE id = 2", "INSERT INTO users VALUES (3, 'eve')");

        var moved = moving.host.move(moving.target);

        assertThat(moved.question()).isEqualTo(Question.MOVED);
        assertThat(moved.isProven()).isTrue();
        WhisperSchema.of(HOST).relational(moving.target).bootstrap();
    }

    @ParameterizedTest
    @EnumSource
    void whatATriggerDidToTheRowsIsSeen(Way way) {
        var moving = new Moving(way);
        ProofFailed failed = moving.failed(
                MovePhase.COPYING,
                way == Way.TO_A_SERVER
                        ? new String[] {
                            "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS"
                                    + " $$ BEGIN NEW.name := upper(NEW.name); RETURN NEW; END $$",
                            "CREATE TRIGGER shouting BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION shout()"
                        }
                        : new String[] {
                            "CREATE TRIGGER shouting AFTER INSERT ON users BEGIN"
                                    + " UPDATE users SET name = upper(name) WHERE id = NEW.id; END"
                        });

        assertThat(failed.tables()).singleElement().asString().startsWith("users: 3 rows were copied, 3 are returned");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsComparedWhileRowsAreStillToCome(Way way) {
        var moving = new Moving(way);
        ProgressListener stopping = at(MovePhase.FINISHING, () -> {
            throw new IllegalStateException("stopped here");
        });
        assertThatThrownBy(() -> moving.host.listener(stopping).move(moving.target))
                .hasMessage("stopped here");

        assertThatThrownBy(() -> moving.host.verifyMoved(moving.target, MoveOptions.cautious()))
                .isInstanceOf(MoveUnfinished.class);
    }
}
