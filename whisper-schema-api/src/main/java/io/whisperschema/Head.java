package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Backfill;
import io.whisperschema.migration.CodeOperation;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Operation;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all migrations together leave of an empty database, where that is told by reading them, and beyond doubt.
 *
 * <p>Creating it must not be another thing than running them, so three have to agree: each statement is of a kind whose
 * order against others leaves nothing behind ({@link PlainStatement}), the reading says everything that there is to say
 * (no rows, no code, no function, trigger or view; but for rows of migrations that say they are for them, add to tables that
 * nobody changes later and run last), and the definition, which was written without it, says the same.
 * Whatever is in doubt is run instead. That needs no word of the host and no proof in a build: where the definition and
 * the migrations disagree, nothing is created but what the migrations make.
 */
final class Head {
    private final RelationalStore store;
    private final Migrations migrations;
    private final SchemaDefinition definition;

    Head(RelationalStore store, Migrations migrations, SchemaDefinition definition) {
        this.store = store;
        this.migrations = migrations;
        this.definition = definition;
    }

    /**
     * What is made of an empty database.
     *
     * @param catalog its structure
     * @param seeds the migrations for rows, which run behind it
     */
    record Made(RelationalCatalog catalog, List<Movement> seeds) {
        Made {
            seeds = List.copyOf(seeds);
        }
    }

    /** It; none where it is in doubt. */
    Optional<Made> made() {
        if (definition.relational().tables().isEmpty()
                || migrations.inOrder().isEmpty()
                || hasOperationsThatLeaveTraces()) {
            return Optional.empty();
        }
        try {
            return read().filter(made -> isAsDefined(made.catalog()));
        } catch (InvalidMigration | UnsupportedChange | UnreadableDocument unclear) {
            // Running them says what is wrong, and where.
            return Optional.empty();
        }
    }

    private boolean hasOperationsThatLeaveTraces() {
        return migrations.inOrder().stream()
                .flatMap(migration -> migration.operations().stream())
                .anyMatch(operation -> operation instanceof CodeOperation
                        || operation instanceof Backfill
                        || operation instanceof Operation.RenameTable
                        || operation instanceof Operation.RenameColumn
                        || operation instanceof Operation.AlterColumn);
    }

    private Optional<Made> read() {
        Trace trace = Trace.ofNothing(store);
        var seeds = new ArrayList<Seed>();
        for (Migration migration : migrations.inOrder()) {
            Movement movement = Movement.there(store, migrations, migration);
            if (Seed.isOne(migration)) {
                seeds.add(new Seed(movement, trace.catalog()));
            } else if (!add(trace, movement)) {
                return Optional.empty();
            }
        }
        return trace.isAllStructure() ? made(trace.catalog(), seeds) : Optional.empty();
    }

    private static Optional<Made> made(RelationalCatalog head, List<Seed> seeds) {
        return isClear(head) && seeds.stream().allMatch(seed -> seed.mayBeLast(head))
                ? Optional.of(new Made(head, seeds.stream().map(Seed::movement).toList()))
                : Optional.empty();
    }

    private boolean add(Trace trace, Movement movement) {
        for (Movement.Part part : movement.parts()) {
            if (part instanceof Movement.Structure structure) {
                if (movement.losses(trace.add(movement, structure)).findAny().isPresent()) {
                    return false;
                }
            } else if (part instanceof Movement.Fixed fixed && !add(trace, fixed.steps())) {
                return false;
            }
        }
        return true;
    }

    private boolean add(Trace trace, List<Step> steps) {
        for (Step step : steps) {
            Optional<String> statement = step.statement();
            if (statement.isEmpty()
                    || !PlainStatement.is(statement.get(), store.dialect().name())) {
                return false;
            }
            trace.add(step);
        }
        return true;
    }

    /** A view is read by PostgreSQL when it is made, with the columns that there are by then. */
    private static boolean isClear(RelationalCatalog catalog) {
        return catalog.views().isEmpty()
                && catalog.foreignObjects().isEmpty()
                && catalog.tables().stream().map(UsualNames::new).allMatch(UsualNames::areClear);
    }

    private boolean isAsDefined(RelationalCatalog read) {
        RelationalCatalog defined = new Wish(store, definition, migrations).byHistory();
        return read.tables().size() == defined.tables().size()
                && read.tables().stream().allMatch(table -> hasTheColumnsOf(defined, table))
                && SchemaDiff.between(read, defined).findings().isEmpty();
    }

    private static boolean hasTheColumnsOf(RelationalCatalog defined, CatalogTable table) {
        return defined.table(table.name())
                .filter(other -> other.columns().size() == table.columns().size())
                .isPresent();
    }
}
