package io.whisperschema.migration;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests that are the same for each database: a class of them is extended once for each,
 * beside {@link Postgres} or {@link Sqlite}.
 */
@WithDatabases
abstract class MigrationCases {
    RelationalStore store;
    ObservedDataSource source;

    /** Cases on PostgreSQL. */
    interface Postgres {
        void isOn(RelationalStore store, ObservedDataSource source);

        @BeforeEach
        default void isPostgres(PostgresDatabase database) {
            isOn(PostgresStore.over(database.dataSource()), database.dataSource());
        }
    }

    /** Cases on SQLite. */
    interface Sqlite {
        void isOn(RelationalStore store, ObservedDataSource source);

        @BeforeEach
        default void isSqlite(SqliteDatabase database) {
            isOn(SqliteStore.over(database.dataSource()), database.dataSource());
        }
    }

    public void isOn(RelationalStore store, ObservedDataSource source) {
        this.store = store;
        this.source = source;
    }

    /** A host that has these migrations. */
    WhisperSchema schema(Migration... migrations) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.of(migrations));
    }

    void run(String... statements) {
        Sql.run(source, statements);
    }

    /** The first column of what is found. */
    List<String> ask(String query) {
        return Sql.texts(source, query);
    }

    /** Whose host is killed before the first statement that has these words. */
    static ProgressListener dyingBefore(String words) {
        return new ProgressListener() {
            @Override
            public void started(Step step) {
                if (step.statement().orElse("").contains(words)) {
                    throw new Death();
                }
            }
        };
    }

    /** What no code expects. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }
}
