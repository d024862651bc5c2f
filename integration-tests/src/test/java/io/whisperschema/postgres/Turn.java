package io.whisperschema.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.testkit.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One schema that shall become like another, which stands beside it for comparison. */
record Turn(PostgresDatabase database, String schema, DiffHints hints, PlanOptions options) {
    private static final String WANTED = "wanted";

    static Turn in(PostgresDatabase database) {
        return new Turn(database, "public", DiffHints.none().droppingExtras(), PlanOptions.cautious());
    }

    Turn hinting(DiffHints changed) {
        return new Turn(database, schema, changed, options);
    }

    Turn planned(PlanOptions changed) {
        return new Turn(database, schema, hints, changed);
    }

    Turn inSchema(String name) {
        run("CREATE SCHEMA " + quoted(name));
        return new Turn(database, name, hints, options);
    }

    /** What there is. */
    Turn from(String... statements) {
        runIn(schema, List.of(statements));
        return this;
    }

    /** What there should be. */
    Turn to(String... statements) {
        run("DROP SCHEMA IF EXISTS wanted CASCADE", "CREATE SCHEMA wanted");
        runIn(WANTED, List.of(statements));
        return this;
    }

    PostgresStore store() {
        return PostgresStore.over(database.dataSource()).inSchema(schema);
    }

    WhisperSchema host() {
        return WhisperSchema.of(SchemaDefinition.named("host")).relational(store());
    }

    private RelationalCatalog wanted() {
        return PostgresStore.over(database.dataSource()).inSchema(WANTED).inspect();
    }

    Diff diff() {
        return SchemaDiff.between(store().inspect(), wanted(), hints);
    }

    Plan plan() {
        Diff diff = diff();
        List<Step> steps = PostgresDialect.inSchema(schema).plan("postgres", diff, options);
        return new Plan(steps, Map.of("postgres", CatalogFingerprint.of(diff.from())), diff.remarks());
    }

    ExecutionReport execute(Plan plan) {
        return host().execute(plan, ExecuteOptions.cautious().allowingDataLoss());
    }

    /** Plans, executes, and looks whether all is as it should be. */
    Plan done() {
        Plan plan = plan();
        try {
            execute(plan);
        } catch (RuntimeException failure) {
            throw new AssertionError(plan.text(), failure);
        }
        assertThat(diff().findings()).as(plan.text()).isEmpty();
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
        return plan;
    }

    void run(String... statements) {
        runIn(schema, List.of(statements));
    }

    private void runIn(String schema, List<String> statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + quoted(schema));
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All values of all rows, each row as PostgreSQL writes it. */
    List<String> ask(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + quoted(schema));
            statement.execute("SET timezone = 'UTC'");
            var rows = new ArrayList<String>();
            try (ResultSet row = statement.executeQuery("SELECT row::text FROM (" + sql + ") AS row")) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection of nobody's pool. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
