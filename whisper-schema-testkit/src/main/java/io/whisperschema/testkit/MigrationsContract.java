package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Adoption;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import org.junit.jupiter.api.Test;

/**
 * What holds of every host's migrations: on SQLite and PostgreSQL, all of them together make the definition, a first start
 * makes the same, and each way back leads to what was there before. Those of collections find an empty vector store here and
 * have nothing to do. A host proves it of its own in its own build:
 *
 * <pre>{@code
 * class OurMigrationsTest implements MigrationsContract {
 *     public SchemaDefinition definition() {
 *         return OurSchema.definition();
 *     }
 *
 *     public Migrations migrations() {
 *         return OurSchema.migrations();
 *     }
 * }
 * }</pre>
 */
@WithDatabases
public interface MigrationsContract {
    /** The definition. */
    SchemaDefinition definition();

    /** The migrations that lead to it. */
    Migrations migrations();

    /** The differences that are accepted; none unless overridden. */
    default Adoption adoption() {
        return Adoption.strict();
    }

    @Test
    default void onSqliteTheyMakeTheDefinition(SqliteDatabase database) {
        makeTheDefinition(SqliteStore.over(database.dataSource()));
    }

    @Test
    default void onPostgresTheyMakeTheDefinition(PostgresDatabase database) {
        makeTheDefinition(PostgresStore.over(database.dataSource()));
    }

    @Test
    default void onSqliteEachWayBackLeadsToWhatWasThere(SqliteDatabase database) {
        leadBack(SqliteStore.over(database.dataSource()));
    }

    @Test
    default void onPostgresEachWayBackLeadsToWhatWasThere(PostgresDatabase database) {
        leadBack(PostgresStore.over(database.dataSource()));
    }

    @Test
    default void onSqliteAFirstStartMakesWhatTheyMake(SqliteDatabase started, SqliteDatabase replayed) {
        startAlike(SqliteStore.over(started.dataSource()), SqliteStore.over(replayed.dataSource()));
    }

    @Test
    default void onPostgresAFirstStartMakesWhatTheyMake(PostgresDatabase started, PostgresDatabase replayed) {
        startAlike(PostgresStore.over(started.dataSource()), PostgresStore.over(replayed.dataSource()));
    }

    private WhisperSchema schema() {
        return WhisperSchema.of(definition()).migrations(migrations()).adopting(adoption());
    }

    private void makeTheDefinition(RelationalStore empty) {
        ValidationReport report = schema().verify(empty);
        assertThat(report.isValid()).as(report.text()).isTrue();
    }

    /** Also where the first start creates what they leave instead of running them. */
    private void startAlike(RelationalStore started, RelationalStore replayed) {
        on(started).bootstrap(BootstrapOptions.cautious().executing(losing().execute()));
        on(replayed).migrate(losing());
        var one = History.withoutTables(started.inspect());
        var other = History.withoutTables(replayed.inspect());
        assertThat(one.tables()).containsExactlyInAnyOrderElementsOf(other.tables());
        assertThat(one.views()).containsExactlyInAnyOrderElementsOf(other.views());
        assertThat(one.foreignObjects()).containsExactlyInAnyOrderElementsOf(other.foreignObjects());
        assertThat(started.history().state()).isEqualTo(replayed.history().state());
    }

    private static MigrateOptions losing() {
        return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
    }

    /** Beside a vector store that holds nothing. */
    private WhisperSchema on(RelationalStore store) {
        return schema().relational(store).vectors(FakeVectorStore.over(new FakeServer()));
    }

    /** One that has no way back is left as it is. */
    private void leadBack(RelationalStore store) {
        WhisperSchema schema = on(store);
        for (Migration migration : migrations().inOrder()) {
            var before = History.withoutTables(store.inspect());
            schema.migrateTo(migration.id(), losing());
            if (migration.hasWayBack(store.dialect().name())) {
                schema.undo(1, losing());
                assertThat(SchemaDiff.between(History.withoutTables(store.inspect()), before)
                                .findings())
                        .as("what taking back " + migration.line() + " leaves")
                        .isEmpty();
                schema.migrateTo(migration.id(), losing());
            }
        }
    }
}
