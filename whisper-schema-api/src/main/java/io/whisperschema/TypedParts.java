package io.whisperschema;

import io.whisperschema.Movement.Placed;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.migration.Backfill;
import io.whisperschema.migration.CacheRewrite;
import io.whisperschema.migration.CodeOperation;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Operation;
import io.whisperschema.migration.Script;
import io.whisperschema.migration.StatementChange;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.migration.VectorOperation;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.BackfillStatements;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operations of a migration, cut into what can be done at once: neighbours that touch different things. */
final class TypedParts implements Operation.Cases<TypedParts> {
    private final RelationalStore store;
    private final Migration migration;
    private final Way way;
    private final List<Optional<RelationalCatalog>> former;
    private final List<Movement.Part> parts = new ArrayList<>();
    private final List<Placed> open = new ArrayList<>();
    private final Set<String> touched = new HashSet<>();
    private int number;

    private TypedParts(RelationalStore store, Migration migration, Way way, List<Optional<RelationalCatalog>> former) {
        this.store = store;
        this.migration = migration;
        this.way = way;
        this.former = List.copyOf(former);
    }

    /** Some operations of that migration. */
    static Movement there(RelationalStore store, Migration migration, List<Operation> operations) {
        return new TypedParts(store, migration, Way.THERE, List.of()).movement(operations);
    }

    /**
     * What takes its operations back.
     *
     * @param former for each of that what there was before the one it takes back
     */
    static Movement back(RelationalStore store, Migration migration, List<Optional<RelationalCatalog>> former) {
        return new TypedParts(store, migration, Way.BACK, former).movement(reversed(store, migration));
    }

    private Movement movement(List<Operation> operations) {
        for (Operation operation : operations) {
            number++;
            operation.match(this);
        }
        close();
        return new Movement(migration, way, parts);
    }

    /** What takes each back, the last one first. */
    private static List<Operation> reversed(RelationalStore store, Migration migration) {
        var back = new ArrayList<Operation>();
        for (Operation operation : migration.operations()) {
            back.add(inverse(store, migration, operation));
        }
        Collections.reverse(back);
        return back;
    }

    private static Operation inverse(RelationalStore store, Migration migration, Operation operation) {
        if (operation instanceof Operation.Statements sql
                && sql.there().in(store.dialect().name()).isEmpty()) {
            return new Operation.Note("nothing ran on " + store.dialect().name());
        }
        return operation
                .inverse()
                .orElseThrow(() -> Movement.noWayBack(
                        store,
                        migration,
                        "nothing takes back its operation '" + operation.words() + "'",
                        "State what it drops, or give the migration a way back with undo(…)."));
    }

    /** How an operation is called in messages. */
    static String place(Migration migration, int number, String words) {
        return "migration " + migration.id() + " " + migration.name() + ", operation " + number + " (" + words + ")";
    }

    private void close() {
        if (!open.isEmpty()) {
            parts.add(new Movement.Structure(open));
            open.clear();
            touched.clear();
        }
    }

    @Override
    public TypedParts structural(Operation.Structural operation) {
        Touched own = operation.match(new Touching());
        if (own.isAll() || own.names().stream().anyMatch(touched::contains)) {
            close();
        }
        open.add(new Placed(number, operation, former.isEmpty() ? Optional.empty() : former.get(number - 1)));
        touched.addAll(own.names());
        if (own.isAll()) {
            close();
        }
        return this;
    }

    @Override
    public TypedParts statements(Operation.Statements operation) {
        operation.there().in(store.dialect().name()).ifPresent(script -> {
            close();
            Script placed = script.calling(migration.name() + ", operation " + number)
                    .filled(store.dialect().name());
            parts.add(new Movement.Fixed(MigrationSteps.of(store, migration, placed, way).stream()
                    .map(step -> step.withId(migration.id() + ":" + number + "." + line(step)))
                    .toList()));
        });
        return this;
    }

    private static String line(Step step) {
        return step.id().substring(1 + step.id().lastIndexOf(':'));
    }

    @Override
    public TypedParts backfill(Backfill operation) {
        if (operation.assignments().in(store.dialect().name()).isPresent()) {
            BackfillStatements statements = store.dialect().backfill(operation);
            var step = new Step(
                    migration.id() + ":" + number,
                    store.name(),
                    new StatementChange(migration.id(), migration.name() + ", " + operation.words(), way),
                    Optional.of(statements.batch()),
                    Risk.of(Risk.Danger.MAY_LOSE_DATA),
                    Step.Isolation.ALONE,
                    new Undo.Impossible("a migration is taken back as a whole"));
            parts.add(new Movement.Filling(step, statements.remaining()));
        }
        return this;
    }

    @Override
    public TypedParts code(CodeOperation operation) {
        close();
        CodeStep<?> code = operation.step();
        parts.add(new Movement.Fixed(List.of(new Step(
                migration.id() + ":" + number,
                store.name(),
                new CodeChange(StoreKind.RELATIONAL, nameOf(migration, code), code.version()),
                Optional.empty(),
                Risk.of(Risk.Danger.MAY_LOSE_DATA),
                migration.directives().isolation(),
                new Undo.Impossible("nobody knows what takes it back")))));
        return this;
    }

    /** The name by which a step refers to code; two migrations may have code of one name. */
    static String nameOf(Migration migration, CodeStep<?> code) {
        return code.name() + " of migration " + migration.id();
    }

    @Override
    public TypedParts vectors(VectorOperation operation) {
        parts.add(new Movement.Points(number, operation));
        return this;
    }

    @Override
    public TypedParts entries(CacheRewrite operation) {
        parts.add(new Movement.Entries(number, operation));
        return this;
    }

    @Override
    public TypedParts note(Operation.Note operation) {
        return this;
    }
}
