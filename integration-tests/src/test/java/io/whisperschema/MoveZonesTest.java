package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Adoption;
import io.whisperschema.error.MoveRefused;
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
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static void onAMachineIn(String zone, Runnable work) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            work.run();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static final String[] WITH_AND_WITHOUT = {
        "2024-07-01 10:11:12.123456", "2024-07-01T10:11:12Z", "2024-10-27 02:30:00", "2024-03-31 02:30:00"
    };

    /** As of a host that has long kept its moments so. */
    private static PostgresStore withoutZone(PostgresDatabase server) {
        Sql.run(server.dataSource(), "CREATE TABLE visits (id integer PRIMARY KEY, seen timestamp)");
        return PostgresStore.over(Sql.inZone(server.dataSource(), "America/St_Johns"));
    }

    private static WhisperSchema tolerating(RelationalStore store, ZoneId zone) {
        return WhisperSchema.of(HOST)
                .relational(store)
                .adopting(Adoption.strict().toleratingTimestampsWithoutZone(zone));
    }

    @ParameterizedTest
    @CsvSource({"UTC, 2024-07-01 10:11:12", "Europe/Berlin, 2024-07-01 12:11:12", "Asia/Kathmandu, 2024-07-01 15:56:12"
    })
    void aColumnWithoutZoneHoldsWhatTheZonesClocksShow(
            ZoneId zone, String shown, SqliteDatabase file, PostgresDatabase server) {
        given(file, WITH_AND_WITHOUT);
        PostgresStore online = withoutZone(server);
        MoveOptions inZone = MoveOptions.cautious().inZone(zone);

        onAMachineIn("Asia/Kathmandu", () -> {
            WhisperSchema host = tolerating(SqliteStore.over(file.dataSource()), zone);
            assertThat(host.move(online, inZone).isProven()).isTrue();
            assertThat(host.verifyMoved(online, inZone).differences()).isEmpty();
        });

        assertThat(Sql.texts(server.dataSource(), "SELECT seen::text FROM visits ORDER BY id"))
                .containsExactly("2024-07-01 10:11:12.123456", shown, "2024-10-27 02:30:00", "2024-03-31 02:30:00");
    }

    @Test
    void aMomentThatSuchAColumnWouldTakeForAnotherIsRefused(SqliteDatabase file, PostgresDatabase server) {
        given(file, "2024-10-27 00:30:00Z", "2024-10-27 01:30:00Z");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        WhisperSchema host = tolerating(SqliteStore.over(file.dataSource()), berlin);

        assertThatThrownBy(() ->
                        host.move(withoutZone(server), MoveOptions.cautious().inZone(berlin)))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("visits.seen: MOMENT_SPELLING, 1 row (id 1)");
    }

    @Test
    void momentsOfAServerBecomeWhatTheZonesClocksShowToo(PostgresDatabase server) {
        ZoneId zone = ZoneId.of("Asia/Kathmandu");
        PostgresStore above = PostgresStore.over(Sql.inZone(server.dataSource(), "America/St_Johns"));
        WhisperSchema host = tolerating(above, zone);
        host.bootstrap();
        Sql.run(
                server.dataSource(),
                "INSERT INTO visits VALUES (1, '2024-07-01 10:11:12Z'), (2, '1900-01-01 00:00:00Z'), (3, 'infinity')",
                "CREATE SCHEMA beside",
                "CREATE TABLE beside.visits (id integer PRIMARY KEY, seen timestamp)");
        MoveOptions inZone = MoveOptions.cautious().inZone(zone);

        assertThat(host.move(above.inSchema("beside"), inZone).isProven()).isTrue();

        assertThat(Sql.texts(server.dataSource(), "SELECT seen::text FROM beside.visits ORDER BY id"))
                .containsExactly("2024-07-01 15:56:12", "1900-01-01 05:41:16", "infinity");
    }

    @Test
    void whatIsMovedDownOfSuchAColumnIsWhatItShows(PostgresDatabase server, SqliteDatabase again) {
        PostgresStore online = withoutZone(server);
        Sql.run(
                server.dataSource(),
                "INSERT INTO visits VALUES (1, '2024-07-01 10:11:12'), (2, '2024-10-27 02:30:00')");
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        onAMachineIn("Asia/Kathmandu", () -> {
            WhisperSchema host = tolerating(online, berlin);
            RelationalStore down = SqliteStore.over(again.dataSource());
            assertThat(host.move(down, MoveOptions.cautious().inZone(berlin)).isProven())
                    .isTrue();
        });

        assertThat(Sql.texts(again.dataSource(), SEEN)).containsExactly("2024-07-01 10:11:12", "2024-10-27 02:30:00");
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
