package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.diff.Change.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a relational change has been made already, by what the catalog shows. */
final class RelationalState implements RelationalChange.Cases<State> {
    private final RelationalCatalog catalog;

    RelationalState(RelationalCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public State createTable(RelationalChange.CreateTable change) {
        return State.applied(catalog.table(change.table().name()).isPresent());
    }

    @Override
    public State dropTable(RelationalChange.DropTable change) {
        return State.applied(catalog.table(change.table().name()).isEmpty());
    }

    @Override
    public State addColumn(RelationalChange.AddColumn change) {
        return column(change.table(), change.column().name(), true);
    }

    @Override
    public State dropColumn(RelationalChange.DropColumn change) {
        return column(change.table(), change.column().name(), false);
    }

    @Override
    public State alterColumn(RelationalChange.AlterColumn change) {
        return catalog.table(change.table())
                .flatMap(table -> table.column(change.after().name()))
                .map(column -> new ColumnComparison(column, change.after()))
                .map(found -> switch (found.verdict()) {
                    case EQUAL -> State.APPLIED;
                    case DIFFERENT -> State.PENDING;
                    case CANNOT_TELL -> State.UNKNOWN;
                })
                .orElse(State.UNKNOWN);
    }

    @Override
    public State changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
        return in(change.table(), table -> columns(table.primaryKey()).equals(columns(change.after())));
    }

    @Override
    public State addForeignKey(RelationalChange.AddForeignKey change) {
        return in(
                change.table(),
                table -> table.foreignKeys().stream().anyMatch(key -> ConstraintComparison.same(key, change.key())));
    }

    @Override
    public State dropForeignKey(RelationalChange.DropForeignKey change) {
        return in(
                change.table(),
                table -> table.foreignKeys().stream().noneMatch(key -> ConstraintComparison.same(key, change.key())));
    }

    @Override
    public State addUnique(RelationalChange.AddUnique change) {
        return in(
                change.table(),
                table -> table.uniques().stream()
                        .anyMatch(unique -> ConstraintComparison.same(unique, change.unique())));
    }

    @Override
    public State dropUnique(RelationalChange.DropUnique change) {
        return in(
                change.table(),
                table -> table.uniques().stream()
                        .noneMatch(unique -> ConstraintComparison.same(unique, change.unique())));
    }

    @Override
    public State addCheck(RelationalChange.AddCheck change) {
        return in(
                change.table(),
                table -> table.checks().stream()
                        .anyMatch(check -> ConstraintComparison.compare(check, change.check()) == Verdict.EQUAL));
    }

    @Override
    public State dropCheck(RelationalChange.DropCheck change) {
        return in(
                change.table(),
                table -> table.checks().stream()
                        .noneMatch(check -> ConstraintComparison.compare(check, change.check()) == Verdict.EQUAL));
    }

    @Override
    public State createIndex(RelationalChange.CreateIndex change) {
        return in(
                change.table(),
                table -> table.indexes().stream()
                        .anyMatch(index -> index.name().equals(change.index().name())));
    }

    @Override
    public State dropIndex(RelationalChange.DropIndex change) {
        return in(
                change.table(),
                table -> table.indexes().stream()
                        .noneMatch(index -> index.name().equals(change.index().name())));
    }

    @Override
    public State createView(RelationalChange.CreateView change) {
        return State.applied(catalog.view(change.view().name()).isPresent());
    }

    @Override
    public State dropView(RelationalChange.DropView change) {
        return State.applied(catalog.view(change.view().name()).isEmpty());
    }

    @Override
    public State changeTableComment(RelationalChange.ChangeTableComment change) {
        return in(change.table(), table -> table.comment().equals(change.after()));
    }

    private State column(String table, String column, boolean wanted) {
        return in(table, found -> found.column(column).isPresent() == wanted);
    }

    private State in(String table, Predicate<CatalogTable> applied) {
        Optional<CatalogTable> found = catalog.table(table);
        return found.map(one -> State.applied(applied.test(one))).orElse(State.PENDING);
    }

    private static List<String> columns(Optional<io.whisperschema.definition.relational.PrimaryKey> key) {
        return key.map(io.whisperschema.definition.relational.PrimaryKey::columns)
                .orElse(List.of());
    }
}
