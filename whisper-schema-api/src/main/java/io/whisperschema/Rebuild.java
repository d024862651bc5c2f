package io.whisperschema;

import io.whisperschema.BootstrapOptions.Strangers;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.RebuildReport;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.RestorePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Destroys what is a definition's and its migrations' in a relational store, and makes it anew, in one transaction. */
final class Rebuild {
    private final RelationalStore store;
    private final SchemaDefinition definition;
    private final Surroundings around;
    private final BootstrapOptions options;
    private final RelationalCatalog found;
    private final RelationalCatalog actual;
    private final Set<String> owned;

    Rebuild(SchemaDefinition definition, Surroundings around, BootstrapOptions options) {
        this.store = around.relational();
        this.definition = definition;
        this.around = around;
        this.options = options;
        this.found = store.inspect();
        this.actual = History.withoutTables(found);
        this.owned = new OwnedNames(store, definition, around.migrations()).all();
    }

    RebuildReport of(String database) {
        refuseAnotherName(database);
        refuseToGoWithoutRestorePoints();
        refuseNewer();
        refuseStrangers();
        refuseReferences();
        List<Step> destroying = destroying();
        String point = restorePoint(destroying);
        if (around.migrations().isEmpty()) {
            return report(database, point, List.of(), created(destroying));
        }
        var emptying = new Emptying(store.name(), actual, destroying, around.migrations(), point);
        MigrationReport made = new MigrationRun(around, losing()).rebuilt(emptying);
        return report(database, point, made.migrations(), made.execution());
    }

    private void refuseAnotherName(String database) {
        String name = store.database();
        if (!database.equals(name)) {
            throw new IllegalArgumentException("The database of " + store.name() + " is " + name + ", not " + database
                    + ". Nothing was applied. To destroy what is ours in it, type its name.");
        }
    }

    private void refuseToGoWithoutRestorePoints() {
        if (!around.restorePoints().covers(store)) {
            throw new IllegalStateException("Nothing would bring back what a rebuild destroys. Nothing was applied."
                    + " Say how to keep it with WhisperSchema.restorePoints(…).");
        }
    }

    private void refuseNewer() {
        if (!around.migrations().isEmpty()) {
            MigrationLook.of(store, MigrationLook.recordsOf(store), around.migrations())
                    .refuseUnknown();
        }
    }

    private String restorePoint(List<Step> destroying) {
        String point = around.restorePoints().take(store, destroying);
        if (point.isEmpty()) {
            throw new IllegalStateException("No restore point of " + store.name()
                    + " was taken, so nothing would bring back what a rebuild destroys. Nothing was applied.");
        }
        around.listener().restorePointTaken(store.name(), point);
        return point;
    }

    private void refuseStrangers() {
        if (!left().isEmpty() && options.strangers() == Strangers.REFUSED) {
            throw new StoreDiffers(
                    store.name(),
                    left().stream()
                            .map(one -> one + ": expected nothing that is not ours, found it")
                            .toList(),
                    "A rebuild would not touch these. If they may be there, say so:"
                            + " BootstrapOptions.cautious().besideStrangers().");
        }
    }

    /** What refers to a table that goes would refer to nothing. */
    private void refuseReferences() {
        List<String> references = rest().tables().stream()
                .flatMap(table -> table.foreignKeys().stream()
                        .filter(key -> owned.contains(key.table()))
                        .map(key -> "table " + table.name() + ", which is not ours, refers to " + key.table()))
                .distinct()
                .toList();
        if (!references.isEmpty()) {
            throw new StoreDiffers(
                    store.name(), references, "Drop these references, or the tables, then rebuild again.");
        }
    }

    private RelationalCatalog rest() {
        RelationalCatalog others = actual.without(owned::contains);
        return new RelationalCatalog(
                others.dialect(),
                others.tables(),
                others.views(),
                others.foreignObjects().stream().filter(this::stays).toList(),
                others.facts());
    }

    /** What belongs to a table goes with it. */
    private boolean stays(ForeignObject object) {
        return object.table().filter(owned::contains).isEmpty();
    }

    private List<String> left() {
        RelationalCatalog rest = rest();
        return Stream.of(
                        rest.tables().stream().map(table -> "table " + table.name()),
                        rest.views().stream().map(view -> "view " + view.name()),
                        rest.foreignObjects().stream()
                                .filter(object -> !object.isExtension())
                                .map(object -> object.type() + " " + object.name()))
                .flatMap(words -> words)
                .toList();
    }

    private List<String> destroyed() {
        return Stream.concat(
                        actual.tables().stream()
                                .map(CatalogTable::name)
                                .filter(owned::contains)
                                .map(name -> "table " + name),
                        actual.views().stream()
                                .map(CatalogView::name)
                                .filter(owned::contains)
                                .map(name -> "view " + name))
                .toList();
    }

    private List<Step> destroying() {
        return numbered(
                store.plan(SchemaDiff.between(actual, rest(), DiffHints.none().droppingExtras())), "rebuild:");
    }

    private static List<Step> numbered(List<Step> steps, String prefix) {
        var numbered = new ArrayList<Step>();
        steps.forEach(step -> numbered.add(step.withId(prefix + (1 + numbered.size()))));
        return numbered;
    }

    private ExecutionReport created(List<Step> destroying) {
        List<Step> creating =
                store.plan(SchemaDiff.between(rest(), new Wish(store, definition, around.migrations()).chosen()));
        var plan = new Plan(
                numbered(Stream.concat(destroying.stream(), creating.stream()).toList(), ""),
                Map.of(store.name(), CatalogFingerprint.of(found)),
                List.of());
        var journal = PlanJournal.unread(plan, around);
        return new PlanRun(plan, losing().execute(), around.with(RestorePoints.NONE), journal, 0).run();
    }

    /** Whoever types the name allows it; what the migrations lose of a store that they have just made is nothing. */
    private MigrateOptions losing() {
        ExecuteOptions execute = options.execute().allowingDataLoss();
        return MigrateOptions.cautious().executing(execute);
    }

    private RebuildReport report(String database, String point, List<MigrationId> ran, ExecutionReport execution) {
        return new RebuildReport(store.name(), database, point, destroyed(), left(), ran, execution);
    }
}
