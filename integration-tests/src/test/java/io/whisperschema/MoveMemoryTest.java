package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDatabases
class MoveMemoryTest {
    static final SchemaDefinition HOST =
            SchemaDefinition.named("host").tables(table("notes", integer("id").primaryKey(), text("words")));

    private static final String SIZES = "SELECT count(*) || ' ' || max(length(words)) FROM notes";

    @TempDir
    Path folder;

    @Test
    void threeHundredThousandRowsAndALargeOneMoveInSmallMemory() throws SQLException {
        Path source = folder.resolve("source.db");
        try (SqliteStore store = SqliteStore.open(source)) {
            WhisperSchema.of(HOST).relational(store).bootstrap();
        }
        run(
                source,
                "INSERT INTO notes WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)"
                        + " SELECT i, hex(zeroblob(100)) || i FROM n",
                "INSERT INTO notes VALUES (150000000, hex(zeroblob(2000000)))");

        Path target = folder.resolve("target.db");
        moveIn("-Xmx32m", source.toString(), target.toString());

        assertThat(asked(target, SIZES)).isEqualTo("300001 4000000");
    }

    @Test
    void moreThanMemoryHoldsMovesToAServer(SqliteDatabase file, PostgresDatabase server) {
        WhisperSchema.of(HOST).relational(SqliteStore.over(file.dataSource())).bootstrap();
        Sql.run(
                file.dataSource(),
                "INSERT INTO notes WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)"
                        + " SELECT i, hex(zeroblob(1000000)) || i FROM n");

        moveIn("-Xmx48m", file.path().toString(), url(server));

        assertThat(Sql.texts(server.dataSource(), SIZES)).containsExactly("50 2000002");
    }

    @Test
    void moreThanMemoryHoldsMovesToAFile(SqliteDatabase file, PostgresDatabase server) {
        WhisperSchema.of(HOST)
                .relational(PostgresStore.over(server.dataSource()))
                .bootstrap();
        Sql.run(
                server.dataSource(),
                "INSERT INTO notes SELECT i, repeat('0', 2000000) || i FROM generate_series(1, 50) AS i");

        moveIn("-Xmx48m", url(server), file.path().toString());

        assertThat(Sql.texts(file.dataSource(), SIZES)).containsExactly("50 2000002");
    }

    private static String url(PostgresDatabase server) {
        return server.url() + "?user=" + server.user() + "&password=" + server.password();
    }

    private static void moveIn(String memory, String source, String target) {
        try (ChildJvm child =
                ChildJvm.of(MoveMemoryProgram.class).withJvmOptions(memory).start(source, target)) {
            child.awaitLine("equal: true", Duration.ofMinutes(2));
            assertThat(child.waitFor(Duration.ofSeconds(30))).isZero();
        }
    }

    private static void run(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String asked(Path file, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
