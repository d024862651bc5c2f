package io.whisperschema;

import io.whisperschema.Likeness.Thing;
import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Migration;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What migrations would make of a database that has more than the one that it is taken to be at leaves: read, not run. */
final class OnwardReading {
    private final RelationalStore store;
    private final Surroundings around;
    private final SchemaDefinition definition;

    OnwardReading(RelationalStore store, Surroundings around, SchemaDefinition definition) {
        this.store = store;
        this.around = around;
        this.definition = definition;
    }

    /**
     * What is in the way of the migrations behind a stage; none if they lead from what is there to what all of them lead
     * to, with the rest of it in it still.
     *
     * @param actual what is there
     * @param at the stage that it is taken to be at
     * @param stages all of them
     */
    Optional<String> obstacle(RelationalCatalog actual, Stage at, List<Stage> stages) {
        List<Stage> behind = stages.subList(stages.indexOf(at) + 1, stages.size());
        return alreadyDone(at, behind)
                .or(() -> columnThatRowsLack(actual, at, behind))
                .or(() -> misfit(actual, at, behind));
    }

    /** Where something of a migration is there, what it and those before it did to rows may have been done as well. */
    private static Optional<String> alreadyDone(Stage at, List<Stage> behind) {
        Optional<Stage> last = Optional.empty();
        for (Thing thing : at.likeness().beyond()) {
            Optional<Stage> maker = behind.stream()
                    .filter(stage -> stage.likeness().made().contains(thing))
                    .findFirst();
            if (maker.filter(stage -> stage.withoutTrace() > at.withoutTrace()).isPresent()) {
                last = maker;
            }
        }
        return last.map(stage -> "something of " + stage.migration().line()
                + " is there, and nothing tells whether the statements up to it that are about rows were run too");
    }

    private static Optional<String> columnThatRowsLack(RelationalCatalog actual, Stage at, List<Stage> behind) {
        boolean writesRows = behind.stream().anyMatch(stage -> stage.withoutTrace() > at.withoutTrace());
        return Optional.of(actual)
                .filter(there -> writesRows)
                .flatMap(there -> there.tables().stream()
                        .flatMap(table -> strange(table, at.made()))
                        .findFirst())
                .map(column -> column + " must have a value that the rows of later migrations do not bring");
    }

    private static Stream<String> strange(CatalogTable table, RelationalCatalog made) {
        return made.table(table.name()).stream()
                .flatMap(ours -> table.columns().stream()
                        .filter(column -> ours.column(column.name()).isEmpty())
                        .filter(OnwardReading::wantsAValue)
                        .map(column -> "column " + column.name() + " of table " + table.name()));
    }

    private static boolean wantsAValue(CatalogColumn column) {
        return !column.nullable()
                && column.defaultValue().isEmpty()
                && column.generated().isEmpty()
                && column.identity() == Identity.NONE;
    }

    private Optional<String> misfit(RelationalCatalog actual, Stage at, List<Stage> behind) {
        var trace = new Trace(store, actual);
        for (Stage stage : behind) {
            Optional<String> misfit = misfit(trace, stage.migration());
            if (misfit.isPresent()) {
                return misfit;
            }
        }
        return behind.isEmpty()
                ? Optional.empty()
                : otherEnd(trace.catalog(), at, behind.get(behind.size() - 1).made());
    }

    private Optional<String> misfit(Trace trace, Migration migration) {
        try {
            trace.add(around.migrations(), migration);
            return trace.isUnderstood()
                    ? Optional.empty()
                    : Optional.of(migration.line() + " cannot be read to fit on it"
                            + trace.notUnderstood().stream()
                                    .map(statement -> ": " + statement.beginning() + " (" + statement.why() + ")")
                                    .findFirst()
                                    .orElse(""));
        } catch (InvalidMigration | UnsupportedChange | UnreadableDocument misfit) {
            return Optional.of(migration.line() + " does not fit on it: " + misfit.getMessage());
        }
    }

    private Optional<String> otherEnd(RelationalCatalog end, Stage at, RelationalCatalog head) {
        var likeness = new Likeness(
                around.adoption().appliedTo(SchemaDiff.between(end, head), definition),
                Likeness.things(head),
                Likeness.things(end));
        List<Thing> gone = at.likeness().beyond().stream()
                .filter(thing -> !likeness.there().contains(thing))
                .toList();
        return likeness.gaps().stream()
                .map(gap -> "behind all migrations it would differ: " + gap)
                .findFirst()
                .or(() -> Likeness.words(gone)
                        .map(thing -> "the migrations would take away " + thing)
                        .findFirst());
    }
}
