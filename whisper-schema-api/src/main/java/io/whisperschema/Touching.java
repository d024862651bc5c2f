package io.whisperschema;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.migration.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What each kind of operation touches. */
final class Touching implements Operation.Structural.Kinds<Touched> {
    @Override
    public Touched createTable(Operation.CreateTable operation) {
        return table(operation.table());
    }

    @Override
    public Touched dropTable(Operation.DropTable operation) {
        return table(operation.table());
    }

    private static Touched table(Table table) {
        var names = new HashSet<String>();
        names.add(table.name());
        table.indexes().forEach(index -> names.add(index.name()));
        table.constraintNames().forEach(names::add);
        return Touched.only(names);
    }

    @Override
    public Touched renameTable(Operation.RenameTable operation) {
        return Touched.all();
    }

    @Override
    public Touched renameColumn(Operation.RenameColumn operation) {
        return Touched.all();
    }

    @Override
    public Touched addColumn(Operation.AddColumn operation) {
        return column(operation.table(), operation.column().name(), operation.keys());
    }

    @Override
    public Touched dropColumn(Operation.DropColumn operation) {
        return column(operation.table(), operation.column().name(), operation.keys());
    }

    private static Touched column(String table, String column, List<TablePart> keys) {
        var names = new HashSet<String>();
        names.add(table + " column " + column);
        keys.forEach(key -> names.add(part(table, key)));
        return Touched.only(names);
    }

    @Override
    public Touched alterColumn(Operation.AlterColumn operation) {
        return column(operation.table(), operation.before().name(), List.of());
    }

    @Override
    public Touched add(Operation.Add operation) {
        return Touched.only(Set.of(part(operation.table(), operation.part())));
    }

    @Override
    public Touched drop(Operation.Drop operation) {
        return Touched.only(Set.of(part(operation.table(), operation.part())));
    }

    private static String part(String table, TablePart part) {
        if (part instanceof PrimaryKey) {
            return table + " primary key";
        }
        if (part instanceof Index index) {
            return index.name();
        }
        return name(part).orElseGet(() -> table + " " + part);
    }

    private static Optional<String> name(TablePart part) {
        if (part instanceof ForeignKey key) {
            return key.name();
        }
        if (part instanceof Unique unique) {
            return unique.name();
        }
        return part instanceof Check check ? check.name() : Optional.empty();
    }

    @Override
    public Touched createView(Operation.CreateView operation) {
        return Touched.only(Set.of(operation.view().name()));
    }

    @Override
    public Touched dropView(Operation.DropView operation) {
        return Touched.only(Set.of(operation.view().name()));
    }

    @Override
    public Touched dropNamed(Operation.DropNamed operation) {
        return switch (operation.kind()) {
            case COLUMN -> column(operation.table(), operation.name(), List.of());
            case TABLE, VIEW, INDEX, CONSTRAINT -> Touched.only(Set.of(operation.name()));
        };
    }

    @Override
    public Touched keep(Operation.Keep operation) {
        return Touched.all();
    }

    @Override
    public Touched ensure(Operation.Ensure operation) {
        return operation.addition().match((Operation.Structural.Kinds<Touched>) this);
    }
}
