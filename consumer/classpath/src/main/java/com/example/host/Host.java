package com.example.host;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.timestamp;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.jooq.JooqSchema;
import io.whisperschema.migration.Migrations;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;

/** Stands for an application that uses the library. */
public final class Host {
    private Host() {}

    /** What it keeps. */
    public static SchemaDefinition definition() {
        return SchemaDefinition.named("host")
                .tables(
                        table("notes", text("note_id").naturalKey("id"), text("content").notNull()),
                        table(
                                "readings",
                                bigint("id").identity(),
                                text("note_id").notNull().references("notes", "note_id"),
                                timestamp("read_at").defaultsToNow(),
                                index("idx_readings_note").on("note_id")));
    }

    /** What it writes, and how many notes there are then. */
    public static int write(Path file, String note) {
        try (SqliteStore store = SqliteStore.open(file)) {
            var jooq = JooqSchema.of(definition(), store);
            jooq.context()
                    .insertInto(jooq.table("notes"))
                    .set(jooq.field("notes", "note_id", String.class), note)
                    .set(jooq.field("notes", "content", String.class), "written with jOOQ")
                    .execute();
            return jooq.context().fetchCount(jooq.table("notes"));
        }
    }

    /** What it does when it starts. */
    public static BootstrapReport start(Path file) {
        try (SqliteStore store = SqliteStore.open(file)) {
            return WhisperSchema.of(definition()).relational(store).bootstrap();
        }
    }

    /** The migrations that are packed with it. */
    public static Migrations migrations() {
        return Migrations.onClassPath(Host.class::getResourceAsStream, "/db/migrations");
    }

    /** What it does when it starts on a database that they keep. */
    public static BootstrapReport startMigrated(Path file) {
        try (SqliteStore store = SqliteStore.open(file)) {
            return WhisperSchema.of(definition())
                    .relational(store)
                    .migrations(migrations())
                    .bootstrap();
        }
    }
}
