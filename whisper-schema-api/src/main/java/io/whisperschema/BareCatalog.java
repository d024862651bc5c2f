package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.SqlDialect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a target is like while rows come: without the keys, indexes and rules in which each row would have to be looked up.
 * SQLite, which adds none of them to a table that is there, loses its indexes only.
 *
 * @param store which target
 * @param dialect its dialect
 * @param full what it holds without a move
 * @param moved the tables that receive rows
 */
record BareCatalog(String store, SqlDialect dialect, RelationalCatalog full, Set<String> moved) {
    /** Both catalogs come from the same database, so whatever differs is meant to. */
    private static final DiffHints EXACTLY = DiffHints.none().droppingExtras().changingWhatIsInDoubt();

    /** What it is like. A table on whose key something stands that we cannot make again keeps what tells its rows apart. */
    RelationalCatalog catalog() {
        return isSqlite() ? changed(this::withoutIndexes) : changed(this::stripped);
    }

    private boolean isSqlite() {
        return full.dialect().equals(DialectName.SQLITE);
    }

    /** What turns a catalog of the target into another one of the same. */
    static Diff between(RelationalCatalog one, RelationalCatalog other) {
        return SchemaDiff.between(one, other, EXACTLY);
    }

    private CatalogTable withoutIndexes(CatalogTable table) {
        return moved.contains(table.name()) ? table.withIndexes(List.of()) : table;
    }

    private CatalogTable stripped(CatalogTable table) {
        CatalogTable free = withoutReferences(table);
        if (!moved.contains(table.name())) {
            return free;
        }
        return firstPossible(List.of(bare(free), keyed(free)), free);
    }

    /** A table that receives rows refers to none meanwhile, and none refers to it. */
    private CatalogTable withoutReferences(CatalogTable table) {
        List<ForeignKey> staying = table.foreignKeys().stream()
                .filter(key -> !moved.contains(table.name()) && !moved.contains(key.table()))
                .toList();
        return table.withForeignKeys(staying);
    }

    private static CatalogTable bare(CatalogTable table) {
        return keyed(table)
                .withPrimaryKey(Optional.empty())
                .withUniques(List.of())
                .withExclusions(List.of());
    }

    /** With what tells its rows apart. */
    private static CatalogTable keyed(CatalogTable table) {
        return table.withChecks(List.of()).withIndexes(List.of());
    }

    private CatalogTable firstPossible(List<CatalogTable> tries, CatalogTable otherwise) {
        return tries.stream().filter(this::canBe).findFirst().orElse(otherwise);
    }

    private boolean canBe(CatalogTable changed) {
        RelationalCatalog target =
                changed(table -> table.name().equals(changed.name()) ? changed : withoutReferences(table));
        try {
            List<Step> steps = dialect.plan(store, between(full, target));
            return steps.stream().noneMatch(step -> step.risk().losesData());
        } catch (UnsupportedChange standsInTheWay) {
            return false;
        }
    }

    private RelationalCatalog changed(UnaryOperator<CatalogTable> change) {
        return new RelationalCatalog(
                full.dialect(),
                full.tables().stream().map(change).toList(),
                full.views(),
                full.foreignObjects(),
                full.facts());
    }
}
