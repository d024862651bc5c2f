package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.internal.json.Json;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CatalogFingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A scenario in a database with rows. */
final class Migration {
    static final ExecuteOptions OPTIONS = ExecuteOptions.cautious().allowingDataLoss();

    /** What a driver says of values: PostgreSQL by the class of its state, SQLite by its code. */
    private static final Set<String> ABOUT_VALUES = Set.of("22", "23");

    private static final Set<Integer> SQLITE_CONSTRAINT_AND_MISMATCH = Set.of(19, 20);
    private static final int ROWS = 12;

    private final Scenario scenario;
    private final Place place;
    private final String fingerprint;
    private final Rows rows;

    private Migration(Scenario scenario, Place place) throws SQLException {
        this.scenario = scenario;
        this.place = place;
        this.fingerprint = CatalogFingerprint.of(place.store().inspect());
        this.rows = Rows.in(place, scenario.before());
    }

    /** How a migration may end. */
    enum Outcome {
        /** As wished, with every row. */
        REACHED,
        /** As it began, since the database cannot do what was asked. */
        REFUSED,
        /** As it began, since rows do not meet a new rule. */
        ROWS_UNFIT
    }

    /** Creates what there is, with rows. */
    static Migration of(long seed, int size, Place place) throws SQLException {
        Scenario scenario = Scenario.of(seed, size, place.target());
        create(scenario.before(), place);
        try (Connection connection = place.connect()) {
            new RandomRows(new Chance(~seed), place.target(), scenario.before()).fill(connection, ROWS * size);
        }
        return new Migration(scenario, place);
    }

    private static void create(SchemaDefinition definition, Place place) {
        try {
            WhisperSchema.of(definition).relational(place.store()).bootstrap();
        } catch (RuntimeException error) {
            throw new AssertionError(error.getMessage() + "\ncreating " + compact(definition), error);
        }
    }

    private WhisperSchema wish() {
        return WhisperSchema.of(scenario.after()).relational(place.store());
    }

    Plan plan() {
        return wish().plan(scenario.hints());
    }

    Outcome run() throws SQLException {
        Plan plan;
        try {
            plan = plan();
        } catch (UnsupportedChange refused) {
            isAsItBegan();
            return Outcome.REFUSED;
        }
        try {
            losesNothingUnlessAllowed(plan);
            return execute(plan);
        } catch (RuntimeException | AssertionError error) {
            throw new AssertionError(error.getMessage() + "\n" + plan.text() + "\n" + this, error);
        }
    }

    private void losesNothingUnlessAllowed(Plan plan) throws SQLException {
        if (!plan.losingData().isEmpty()) {
            assertThat(catchThrowable(() -> wish().execute(plan))).isInstanceOf(DataLossRefused.class);
            isAsItBegan();
        }
    }

    private Outcome execute(Plan plan) throws SQLException {
        try {
            wish().execute(plan, OPTIONS);
        } catch (StepFailed failed) {
            isForeseen(failed, plan);
            isAsItBegan();
            return Outcome.ROWS_UNFIT;
        }
        isAsWished();
        return Outcome.REACHED;
    }

    private static void isForeseen(StepFailed failed, Plan plan) {
        Step step = plan.steps().stream()
                .filter(one -> one.id().equals(failed.stepId()))
                .findFirst()
                .orElseThrow();
        assertThat(step.risk().dangers()).as(failed.getMessage()).contains(Risk.Danger.MAY_FAIL_ON_ROWS);
        if (failed.getCause() instanceof SQLException cause) {
            assertThat(isAboutValues(cause)).as(failed.getMessage()).isTrue();
        }
    }

    private static boolean isAboutValues(SQLException cause) {
        return cause.getSQLState() == null
                ? SQLITE_CONSTRAINT_AND_MISMATCH.contains(cause.getErrorCode() & 0xff)
                : ABOUT_VALUES.contains(cause.getSQLState().substring(0, 2));
    }

    /** Whoever executed that plan is gone. */
    void survivedDeath(Plan plan) throws SQLException {
        try {
            if (CatalogFingerprint.of(place.store().inspect()).equals(fingerprint)) {
                isAsItBegan();
            } else {
                isOnItsWay(plan);
            }
        } catch (RuntimeException | AssertionError error) {
            throw new AssertionError(error.getMessage() + "\n" + plan.text() + "\n" + this, error);
        }
    }

    /** Only steps that stand alone may leave a part of the way to go. */
    private void isOnItsWay(Plan plan) throws SQLException {
        if (plan.steps().stream().anyMatch(step -> step.isolation() == Step.Isolation.ALONE)) {
            wish().execute(plan(), OPTIONS);
        }
        isAsWished();
    }

    private void isAsItBegan() throws SQLException {
        assertThat(CatalogFingerprint.of(place.store().inspect())).isEqualTo(fingerprint);
        assertThat(Rows.in(place, scenario.before())).isEqualTo(rows);
    }

    private void isAsWished() throws SQLException {
        RelationalCatalog now = place.store().inspect();
        assertThat(SchemaDiff.between(now, place.store().spell(scenario.after()), scenario.hints())
                        .changes())
                .as("left to do")
                .isEmpty();
        Rows left = Rows.in(place, scenario.after());
        for (Table table : scenario.before().relational().tables()) {
            String name = scenario.hints().tables().getOrDefault(table.name(), table.name());
            Optional<Table> after = scenario.after().relational().table(name);
            if (after.isPresent()) {
                Map<String, String> columns = scenario.hints().columns().getOrDefault(name, Map.of());
                Survival.check(table, rows, after.get(), left, columns, name);
            } else if (scenario.hints().extras() == DiffHints.Extras.KEPT) {
                Survival.check(table, rows, table, Rows.in(place, List.of(table)), Map.of(), "not wished for");
            }
        }
    }

    @Override
    public String toString() {
        return "before: " + compact(scenario.before()) + "\nafter: " + compact(scenario.after()) + "\nhints: "
                + scenario.hints();
    }

    private static String compact(SchemaDefinition definition) {
        return Json.parse(definition.toJson()).compact();
    }
}
