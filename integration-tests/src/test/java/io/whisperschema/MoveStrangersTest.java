package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.integration.Sql;
import io.whisperschema.migration.Migrations;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.report.PassageResult;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.api.Test;

/** Tables of a desktop that its definition does not speak of. */
@WithDatabases
class MoveStrangersTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(table("users", integer("id").primaryKey(), text("name").notNull()));

    private static WhisperSchema given(SchemaDefinition definition, Migrations migrations, SqliteDatabase file) {
        WhisperSchema host =
                WhisperSchema.of(definition).migrations(migrations).relational(SqliteStore.over(file.dataSource()));
        host.bootstrap();
        return host;
    }

    private static WhisperSchema given(SqliteDatabase file) {
        WhisperSchema host = WhisperSchema.of(HOST).relational(SqliteStore.over(file.dataSource()));
        host.bootstrap();
        Sql.run(
                file.dataSource(),
                "INSERT INTO users VALUES (1, 'ann'), (2, 'bob')",
                "CREATE TABLE diary (day DATE NOT NULL, writer INTEGER NOT NULL REFERENCES users (id), words TEXT,"
                        + " PRIMARY KEY (day, writer))",
                "CREATE INDEX diary_writer ON diary (writer)",
                "INSERT INTO diary VALUES ('2024-02-29', 1, 'a'), ('2024-02-29', 2, NULL)");
        return host;
    }

    @Test
    void theyStopAMoveUntilSomebodySaysWhatBecomesOfThem(SqliteDatabase file, PostgresDatabase server) {
        WhisperSchema host = given(file);
        PostgresStore target = PostgresStore.over(server.dataSource());

        assertThatThrownBy(() -> host.move(target))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("table diary: expected a table of the definition, found TABLE_UNKNOWN")
                .hasMessageContaining("carryingStrangers()");
    }

    @Test
    void theyMoveWithTheirKeysWhereThatIsSaid(SqliteDatabase file, PostgresDatabase server) {
        WhisperSchema host = given(file);
        PostgresStore target = PostgresStore.over(server.dataSource());
        MoveOptions carrying = MoveOptions.cautious().carryingStrangers();

        var report = host.move(target, carrying);

        assertThat(report.isProven()).isTrue();
        assertThat(report.passages()).extracting(PassageResult::source).containsExactlyInAnyOrder("users", "diary");
        assertThat(Sql.texts(server.dataSource(), "SELECT concat(day, ' ', writer, words) FROM diary ORDER BY writer"))
                .containsExactly("2024-02-29 1a", "2024-02-29 2");
        var diary = target.inspect().table("diary").orElseThrow();
        assertThat(diary.primaryKey().orElseThrow().columns()).containsExactly("day", "writer");
        assertThat(diary.foreignKeys()).hasSize(1);
        assertThat(diary.indexes()).hasSize(1);
        assertThat(host.verifyMoved(target, carrying).isProven()).isTrue();
        assertThat(host.move(target, carrying).question()).isEqualTo(Question.ALREADY_MOVED);
    }

    @Test
    void theyMoveBesideMigrationsToo(SqliteDatabase file, PostgresDatabase server) {
        WhisperSchema host = given(WhisperEngine.schema(), WhisperEngine.migrations(), file);
        Sql.run(file.dataSource(), "CREATE TABLE diary (day DATE, words TEXT)", "INSERT INTO diary VALUES (NULL, 'a')");
        PostgresStore target = PostgresStore.over(server.dataSource());

        assertThat(host.move(target, MoveOptions.cautious().carryingStrangers()).isProven())
                .isTrue();
        assertThat(Sql.texts(server.dataSource(), "SELECT words FROM diary")).containsExactly("a");
    }
}
