package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ChildJvm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveMemoryTest {
    static final SchemaDefinition HOST =
            SchemaDefinition.named("host").tables(table("notes", integer("id").primaryKey(), text("words")));

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
        try (ChildJvm child = ChildJvm.of(MoveMemoryProgram.class)
                .withJvmOptions("-Xmx32m")
                .start(source.toString(), target.toString())) {
            child.awaitLine("equal: true", Duration.ofMinutes(2));
            assertThat(child.waitFor(Duration.ofSeconds(30))).isZero();
        }

        assertThat(asked(target, "SELECT count(*) || ' ' || max(length(words)) FROM notes"))
                .isEqualTo("300001 4000000");
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
