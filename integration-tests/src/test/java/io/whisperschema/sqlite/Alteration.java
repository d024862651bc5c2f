package io.whisperschema.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.testkit.SqliteDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A database that is to become another, both given as statements. The store has foreign keys on, plain JDBC has not. */
final class Alteration {
    private final SqliteDatabase database;
    private DiffHints hints = DiffHints.none();
    private ExecuteOptions options = ExecuteOptions.cautious();

    private Alteration(SqliteDatabase database) {
        this.database = database;
    }

    /** A database that these statements have made. */
    static Alteration given(SqliteDatabase database, String... statements) {
        var alteration = new Alteration(database);
        alteration.run(statements);
        return alteration;
    }

    Alteration hinting(DiffHints said) {
        hints = said;
        return this;
    }

    Alteration allowingDataLoss() {
        options = options.allowingDataLoss();
        return this;
    }

    void run(String... statements) {
        run(database, statements);
    }

    private static void run(SqliteDatabase database, String... statements) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException error) {
            throw new AssertionError(error);
        }
    }

    /** The rows of a query, their values with a comma between. */
    List<String> rows(String query) {
        var rows = new ArrayList<String>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= columns; i++) {
                    values.add(row.getString(i));
                }
                rows.add(String.join(", ", values));
            }
            return rows;
        } catch (SQLException error) {
            throw new AssertionError(error);
        }
    }

    /** The plan that makes it what these statements make. */
    Plan planTo(String... statements) {
        RelationalCatalog now = inspect();
        Diff diff = SchemaDiff.between(now, catalogOf(statements), hints);
        return new Plan(
                diff.isEmpty() ? List.of() : SqliteDialect.dialect().plan("sqlite", diff),
                Map.of("sqlite", CatalogFingerprint.of(now)),
                diff.remarks());
    }

    /** Makes it what these statements make, and looks whether it is. */
    List<Step> becomes(String... statements) {
        List<ForeignObject> beside = inspect().foreignObjects();
        Plan plan = planTo(statements);
        assertThat(plan.steps()).isNotEmpty();
        execute(plan);
        assertThat(SchemaDiff.between(inspect(), catalogOf(statements)).changes().stream()
                        .map(Change::words))
                .isEmpty();
        if (hints.equals(DiffHints.none())) {
            assertThat(inspect().foreignObjects()).containsExactlyInAnyOrderElementsOf(beside);
        }
        assertThat(rows("SELECT name FROM sqlite_schema WHERE name LIKE 'whisper%'"))
                .isEmpty();
        assertThat(rows("PRAGMA integrity_check")).containsExactly("ok");
        return plan.steps();
    }

    void execute(Plan plan) {
        try (SqliteStore store = SqliteStore.open(database.path())) {
            WhisperSchema.of(SchemaDefinition.named("altered"))
                    .relational(store)
                    .execute(plan, options);
        }
    }

    RelationalCatalog inspect() {
        try (SqliteStore store = SqliteStore.open(database.path())) {
            return store.inspect();
        }
    }

    static RelationalCatalog catalogOf(String... statements) {
        try (SqliteDatabase scratch = SqliteDatabase.inTemporaryFolder()) {
            run(scratch, statements);
            return SqliteStore.over(scratch.dataSource()).inspect();
        }
    }
}
