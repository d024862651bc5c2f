package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.diff.Change.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        return in(change.table(), table -> hasIndex(table, change.index().name()));
    }

    @Override
    public State dropIndex(RelationalChange.DropIndex change) {
        return in(change.table(), table -> !hasIndex(table, change.index().name()));
    }

    private static boolean hasIndex(CatalogTable table, String name) {
        return table.indexes().stream().anyMatch(index -> index.name().equals(name))
                && !table.unfinished().indexes().contains(name);
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
    public State renameTable(RelationalChange.RenameTable change) {
        return State.applied(catalog.table(change.after()).isPresent());
    }

    @Override
    public State renameColumn(RelationalChange.RenameColumn change) {
        return column(change.table(), change.after(), true);
    }

    @Override
    public State renameIndex(RelationalChange.RenameIndex change) {
        return in(change.table(), table -> hasIndex(table, change.after().name()));
    }

    @Override
    public State renameConstraint(RelationalChange.RenameConstraint change) {
        return in(change.table(), table -> constraints(table).anyMatch(change.after()::equals));
    }

    private static Stream<String> constraints(CatalogTable table) {
        return Stream.of(
                        table.primaryKey().stream().map(PrimaryKey::name),
                        table.foreignKeys().stream().map(ForeignKey::name),
                        table.uniques().stream().map(Unique::name),
                        table.checks().stream().map(Check::name))
                .flatMap(names -> names)
                .flatMap(Optional::stream);
    }

    @Override
    public State addExclusion(RelationalChange.AddExclusion change) {
        return in(change.table(), table -> hasExclusion(table, change.exclusion()));
    }

    @Override
    public State dropExclusion(RelationalChange.DropExclusion change) {
        return in(change.table(), table -> !hasExclusion(table, change.exclusion()));
    }

    private static boolean hasExclusion(CatalogTable table, Exclusion exclusion) {
        return table.exclusions().stream().anyMatch(one -> ConstraintComparison.same(one, exclusion));
    }

    @Override
    public State validateConstraint(RelationalChange.ValidateConstraint change) {
        return in(change.table(), table -> !table.unfinished().constraints().contains(change.name()));
    }

    @Override
    public State changeTableForm(RelationalChange.ChangeTableForm change) {
        return in(change.table(), table -> table.form().equals(change.after()));
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

    private static List<String> columns(Optional<PrimaryKey> key) {
        return key.map(PrimaryKey::columns).orElse(List.of());
    }
}
