package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** In which zone moments without one are, from SQLite to PostgreSQL and back. */
@WithDatabases
class MoveZonesTest {
    private static final SchemaDefinition HOST =
            SchemaDefinition.named("host").tables(table("visits", integer("id").primaryKey(), timestamp("seen")));

    private static final String SEEN = "SELECT seen FROM visits ORDER BY id";

    private static void given(SqliteDatabase file, String... seen) {
        WhisperSchema.of(HOST).relational(SqliteStore.over(file.dataSource())).bootstrap();
        for (int i = 0; i < seen.length; i++) {
            Sql.run(file.dataSource(), "INSERT INTO visits VALUES (" + i + ", '" + seen[i] + "')");
        }
    }

    private static void move(RelationalStore from, RelationalStore to, MoveOptions options) {
        WhisperSchema host = WhisperSchema.of(HOST).relational(from);
        assertThat(host.move(to, options).isProven()).isTrue();
        MoveReport later = host.verifyMoved(to, options);
        assertThat(later.isProven()).as(later.text()).isTrue();
    }

    private static void moveUp(SqliteDatabase file, PostgresDatabase server, MoveOptions options) {
        move(SqliteStore.over(file.dataSource()), PostgresStore.over(server.dataSource()), options);
    }

    private static void moveDown(PostgresDatabase server, SqliteDatabase again, MoveOptions options) {
        move(PostgresStore.over(server.dataSource()), SqliteStore.over(again.dataSource()), options);
    }

    @Test
    void itIsUtcUpAndDown(SqliteDatabase file, PostgresDatabase server) {
        given(file, "2024-11-21 10:11:12", "2024-11-21 10:11:12.123456");

        moveUp(file, server, MoveOptions.cautious());

        assertThat(Sql.texts(server.dataSource(), "SELECT extract(epoch FROM seen)::bigint FROM visits WHERE id = 0"))
                .containsExactly("1732183872");
        try (SqliteDatabase again = SqliteDatabase.inTemporaryFolder()) {
            moveDown(server, again, MoveOptions.cautious());
            assertThat(Sql.texts(again.dataSource(), SEEN))
                    .containsExactly("2024-11-21 10:11:12", "2024-11-21 10:11:12.123456");
        }
    }

    @Test
    void itIsTheOneThatWasSaidUpAndDown(SqliteDatabase file, PostgresDatabase server) {
        String[] inBerlin = {"2024-11-21 10:11:12", "2024-07-01 00:00:00", "2024-10-27 02:30:00"};
        MoveOptions berlin = MoveOptions.cautious().inZone(ZoneId.of("Europe/Berlin"));
        given(file, inBerlin);

        moveUp(file, server, berlin);

        assertThat(Sql.texts(server.dataSource(), "SELECT (seen AT TIME ZONE 'UTC')::text FROM visits ORDER BY id"))
                .containsExactly("2024-11-21 09:11:12", "2024-06-30 22:00:00", "2024-10-27 00:30:00");
        try (SqliteDatabase again = SqliteDatabase.inTemporaryFolder()) {
            moveDown(server, again, berlin);
            assertThat(Sql.texts(again.dataSource(), SEEN)).containsExactly(inBerlin);
        }
    }

    @Test
    void whatItWouldTakeForAnotherMomentIsWrittenWithItsOffset(PostgresDatabase server, SqliteDatabase file) {
        WhisperSchema.of(HOST)
                .relational(PostgresStore.over(server.dataSource()))
                .bootstrap();
        Sql.run(
                server.dataSource(),
                "INSERT INTO visits VALUES (1, '2024-10-27 00:30:00Z'), (2, '2024-10-27 01:30:00Z'),"
                        + " (3, '9999-12-31 23:30:00Z')");

        moveDown(server, file, MoveOptions.cautious().inZone(ZoneId.of("Europe/Berlin")));

        assertThat(Sql.texts(file.dataSource(), SEEN))
                .containsExactly("2024-10-27 02:30:00", "2024-10-27 02:30:00+01:00", "9999-12-31 23:30:00+00:00");
    }
}
