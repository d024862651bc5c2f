package io.whisperschema;

import io.whisperschema.migration.Operation;
import java.util.List;

/** The names of the tables and views that an operation makes others of. */
final class OperationTouches implements Operation.Structural.Kinds<List<String>> {
    @Override
    public List<String> createTable(Operation.CreateTable operation) {
        return List.of(operation.table().name());
    }

    @Override
    public List<String> dropTable(Operation.DropTable operation) {
        return List.of(operation.table().name());
    }

    @Override
    public List<String> renameTable(Operation.RenameTable operation) {
        return List.of(operation.before(), operation.after());
    }

    @Override
    public List<String> addColumn(Operation.AddColumn operation) {
        return List.of(operation.table());
    }

    @Override
    public List<String> dropColumn(Operation.DropColumn operation) {
        return List.of(operation.table());
    }

    @Override
    public List<String> alterColumn(Operation.AlterColumn operation) {
        return List.of(operation.table());
    }

    @Override
    public List<String> renameColumn(Operation.RenameColumn operation) {
        return List.of(operation.table());
    }

    @Override
    public List<String> add(Operation.Add operation) {
        return List.of(operation.table());
    }

    @Override
    public List<String> drop(Operation.Drop operation) {
        return List.of(operation.table());
    }

    @Override
    public List<String> createView(Operation.CreateView operation) {
        return List.of(operation.view().name());
    }

    @Override
    public List<String> dropView(Operation.DropView operation) {
        return List.of(operation.view().name());
    }

    @Override
    public List<String> dropNamed(Operation.DropNamed operation) {
        return List.of(operation.table());
    }

    @Override
    public List<String> ensure(Operation.Ensure operation) {
        return operation.addition().match((Operation.Structural.Kinds<List<String>>) this);
    }

    @Override
    public List<String> keep(Operation.Keep operation) {
        return operation.component().keptTables().stream()
                .map(table -> table.name())
                .toList();
    }
}
