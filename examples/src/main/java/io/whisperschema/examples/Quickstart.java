package io.whisperschema.examples;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.picture.SchemaPicture;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings the WhisperEngine schema to a SQLite file, writes a memory, shows plan, report and validation, and draws it. */
public final class Quickstart {
    private Quickstart() {}

    /** Runs on the file that is named, or on a new one in the temporary folder. */
    public static void main(String[] arguments) throws Exception {
        run(
                arguments.length > 0
                        ? Path.of(arguments[0])
                        : Files.createTempDirectory("whisper").resolve("memory.db"));
    }

    static void run(Path file) throws SQLException, IOException {
        System.out.println("The file: " + file + "\n");
        bringTheSchemaTo(file);
        write(file);
        draw(file.resolveSibling("schema.html"));
    }

    private static void bringTheSchemaTo(Path file) {
        try (var store = SqliteStore.open(file)) {
            var schema = WhisperSchema.of(WhisperEngine.schema()).relational(store);
            System.out.println(schema.plan().text()); // what would change; writes nothing
            BootstrapReport report = schema.bootstrap(); // changes it: all of it, or nothing
            System.out.println(report.text());
            System.out.println(schema.validate().text()); // how the file differs from the definition
        }
    }

    private static void draw(Path page) throws IOException {
        Files.writeString(page, SchemaPicture.of(WhisperEngine.schema()).html());
        System.out.println("The schema as a page: " + page);
    }

    private static void write(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO users (user_id, username) VALUES ('u-1', 'Ada') ON CONFLICT DO NOTHING");
            statement.execute("INSERT INTO memory_entries (user_id, memory_type, content)"
                    + " VALUES ('u-1', 'fact', 'Ada likes difference engines.')");
            try (ResultSet row = statement.executeQuery("SELECT count(*), max(content) FROM memory_entries")) {
                row.next();
                System.out.println("Memories in the file: " + row.getLong(1) + ", the last: " + row.getString(2));
            }
        }
    }
}
