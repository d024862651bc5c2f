package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDatabases
class MovingTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void aDesktopIsInUse() throws SQLException {
        file = folder.resolve("companion.db");
        try (var desktop = SqliteStore.open(file)) {
            WhisperSchema.of(Companion.schema()).relational(desktop).bootstrap();
        }
        run(
                "INSERT INTO users (user_id, name) VALUES ('ada', 'Ada')",
                "INSERT INTO memories (user_id, content) VALUES ('ada', 'likes difference engines')");
    }

    @Test
    void aDesktopBecomesAServerOnce(PostgresDatabase server) {
        assertThat(Moving.toServer(file, server.dataSource()).isProven()).isTrue();
        assertThat(Moving.toServer(file, server.dataSource()).question()).isEqualTo(Question.ALREADY_MOVED);
    }

    @Test
    void brokenTextIsFoundBeforeARowIsWrittenAndComesLaterOnceItIsCorrected(PostgresDatabase server) throws Exception {
        run("INSERT INTO memories (user_id, content) VALUES ('ada', 'cut' || char(0) || 'here')");
        assertThat(Moving.lookFirst(file, server.dataSource(), MoveOptions.cautious())
                        .isClear())
                .isFalse();
        MoveOptions options = Moving.rejectingBrokenText(folder.resolve("rejects"));
        try (var desktop = SqliteStore.open(file)) {
            WhisperSchema.of(Companion.schema())
                    .relational(desktop)
                    .move(PostgresStore.over(server.dataSource()), options);
        }
        Path rejected;
        try (var files = Files.walk(folder.resolve("rejects"))) {
            rejected = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Files.writeString(rejected, Files.readString(rejected).replace("cut\\u0000here", "cut here"));

        assertThat(Moving.replay(file, server.dataSource(), options).isComplete())
                .isTrue();
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
