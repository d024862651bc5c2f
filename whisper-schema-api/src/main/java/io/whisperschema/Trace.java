package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.catalog.ScriptReading.Unread;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Operation;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.ScriptReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What migrations make of a catalog: their SQL is read, not run. */
final class Trace {
    private final RelationalStore store;
    private final StringBuilder unread = new StringBuilder();
    private final List<Unread> readEarlier = new ArrayList<>();
    private RelationalCatalog catalog;
    private Optional<ScriptReading> reading = Optional.empty();
    private Optional<ScriptReader> reader = Optional.empty();
    private long code;

    /** From that catalog on. */
    Trace(RelationalStore store, RelationalCatalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    /** From an empty database on. */
    static Trace ofNothing(RelationalStore store) {
        return new Trace(store, nothing(store));
    }

    /** What those make of an empty database; nothing where their text alone does not tell it. */
    static Optional<Trace> of(RelationalStore store, Migrations migrations, List<Migration> some) {
        Trace trace = ofNothing(store);
        try {
            some.forEach(migration -> trace.add(migrations, migration));
        } catch (InvalidMigration | UnsupportedChange | UnreadableDocument unknown) {
            return Optional.empty();
        }
        return Optional.of(trace).filter(Trace::isUnderstood);
    }

    /** An empty database. */
    static RelationalCatalog nothing(RelationalStore store) {
        return new RelationalCatalog(store.dialect().name(), List.of(), List.of(), List.of(), Facts.none(""));
    }

    /** What a whole migration makes. */
    void add(Migrations migrations, Migration migration) {
        if (migration.operations().isEmpty()) {
            read(new MigrationScripts(store.dialect(), migrations)
                    .forward(migration)
                    .sql());
            return;
        }
        add(Movement.there(store, migrations, migration));
    }

    /** What the parts of a movement make. */
    void add(Movement movement) {
        for (Movement.Part part : movement.parts()) {
            if (part instanceof Movement.Structure structure) {
                add(movement, structure);
            } else if (part instanceof Movement.Fixed fixed) {
                fixed.steps().forEach(this::add);
            }
        }
    }

    /** What typed operations make, and by what steps. */
    List<Step> add(Movement movement, Movement.Structure structure) {
        StructureSteps found = StructureSteps.of(store, movement, structure, catalog());
        reading.ifPresent(before -> readEarlier.addAll(before.rest()));
        reading = Optional.empty();
        reader = Optional.empty();
        catalog = UsualNames.givenIn(found.after());
        structure.operations().forEach(placed -> follow(placed.operation()));
        return found.steps();
    }

    /** What belongs to a table goes on belonging to it under its other name. */
    private void follow(Operation.Structural operation) {
        if (operation instanceof Operation.RenameTable renaming) {
            catalog = new RelationalCatalog(
                    catalog.dialect(),
                    catalog.tables(),
                    catalog.views(),
                    catalog.foreignObjects().stream()
                            .map(object -> object.table()
                                            .filter(renaming.before()::equals)
                                            .isPresent()
                                    ? object.of(renaming.after())
                                    : object)
                            .toList(),
                    catalog.facts());
        }
    }

    /** What a step makes that is known whatever there is. */
    void add(Step step) {
        step.statement().ifPresentOrElse(this::read, () -> code++);
    }

    /** It is read when somebody asks, and once: what comes behind it goes on from what it makes. */
    private void read(String sql) {
        if (reader.isEmpty()) {
            reader = Optional.of(store.dialect().readerBeside(stillThere()));
            unread.append(ddl());
        }
        unread.append(sql).append("\n;\n");
    }

    /** What no definition speaks of is in no statement of ours; what belonged to a table has gone with it. */
    private List<ForeignObject> stillThere() {
        Set<String> names = Stream.of(
                        catalog.tables().stream().map(CatalogTable::name),
                        catalog.views().stream().map(CatalogView::name),
                        catalog.foreignObjects().stream().map(ForeignObject::name))
                .flatMap(all -> all)
                .map(Trace::folded)
                .collect(Collectors.toSet());
        return catalog.foreignObjects().stream()
                .filter(object ->
                        object.table().map(Trace::folded).map(names::contains).orElse(true))
                .toList();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void catchUp() {
        if (!unread.isEmpty()) {
            ScriptReading found = reader.orElseThrow().read(unread.toString());
            unread.setLength(0);
            reading = Optional.of(found);
            catalog = new RelationalCatalog(
                    catalog.dialect(),
                    found.catalog().tables(),
                    found.catalog().views(),
                    found.catalog().foreignObjects(),
                    catalog.facts());
        }
    }

    private String ddl() {
        return store.plan(SchemaDiff.between(nothing(store), catalog)).stream()
                .flatMap(step -> step.statement().stream())
                .map(statement -> statement + "\n;\n")
                .collect(Collectors.joining());
    }

    /** What there is then, as far as it is understood. */
    RelationalCatalog catalog() {
        catchUp();
        return catalog;
    }

    /** Whether everything so far was understood. */
    boolean isUnderstood() {
        return code == 0 && notUnderstood().isEmpty();
    }

    /** Whether the catalog says everything that there is to say. */
    boolean isAllStructure() {
        return code == 0 && rest().findAny().isEmpty();
    }

    /** The statements that are not understood. */
    List<Unread> notUnderstood() {
        return rest().filter(statement -> statement.reason() == Reason.NOT_UNDERSTOOD)
                .toList();
    }

    /** How much leaves no trace in a structure. */
    long withoutTrace() {
        return code
                + rest().filter(statement -> statement.reason() != Reason.NO_STRUCTURE)
                        .count();
    }

    private Stream<Unread> rest() {
        catchUp();
        return Stream.concat(readEarlier.stream(), reading.stream().flatMap(found -> found.rest().stream()));
    }
}
