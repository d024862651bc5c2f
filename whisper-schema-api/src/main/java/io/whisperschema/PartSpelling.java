package io.whisperschema;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.definition.relational.View;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.migration.Operation.DropNamed;
import io.whisperschema.spi.SqlDialect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Parts of definitions as a database has them, among what it has already, and whether two parts are the same. */
final class PartSpelling {
    private final SqlDialect dialect;

    PartSpelling(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** A whole table; what it refers to need not be at hand. */
    CatalogTable table(Table table) {
        var alone = new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                List.of(),
                table.uniques(),
                table.checks(),
                table.indexes(),
                table.comment());
        return spelled(alone).withForeignKeys(resolved(table.foreignKeys()));
    }

    private CatalogTable spelled(Table table) {
        return dialect.spell(SchemaDefinition.named("migration").tables(table))
                .tables()
                .get(0);
    }

    private List<ForeignKey> resolved(List<ForeignKey> keys) {
        return keys.stream().map(key -> key.resolved(dialect.name())).toList();
    }

    /** A view, where the dialect has a query for it. */
    Optional<CatalogView> view(View view) {
        return dialect.spell(SchemaDefinition.named("migration").views(view)).view(view.name());
    }

    /** A column that is in that table or comes into it, with keys that come with it. */
    CatalogColumn column(CatalogTable table, Column column, List<TablePart> keys) {
        return scratch(table, List.of(column), keyOf(table, column, keys))
                .column(column.name())
                .orElseThrow();
    }

    private static List<TablePart> keyOf(CatalogTable table, Column column, List<TablePart> keys) {
        return Stream.<Optional<? extends TablePart>>of(
                        keys.stream().filter(PrimaryKey.class::isInstance).findFirst(),
                        table.primaryKey().filter(key -> key.columns().contains(column.name())),
                        column.identity() == Identity.NONE
                                ? Optional.empty()
                                : Optional.of(PrimaryKey.of(column.name())))
                .flatMap(Optional::stream)
                .<TablePart>map(key -> key)
                .limit(1)
                .toList();
    }

    /** A table with no other part than this one. */
    CatalogTable part(CatalogTable table, TablePart part) {
        if (part instanceof ForeignKey key) {
            return bare(table).withForeignKeys(resolved(List.of(key)));
        }
        CatalogTable spelled = scratch(table, List.of(), List.of(part));
        return bare(table)
                .withPrimaryKey(spelled.primaryKey())
                .withUniques(spelled.uniques())
                .withChecks(spelled.checks())
                .withIndexes(spelled.indexes());
    }

    private static CatalogTable bare(CatalogTable table) {
        return new CatalogTable(
                table.name(),
                table.columns(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                table.comment());
    }

    /** A definition of what is there, as far as spelling a part of it needs one. */
    private CatalogTable scratch(CatalogTable around, List<Column> own, List<TablePart> parts) {
        var columns = new ArrayList<Column>();
        for (CatalogColumn column : around.columns()) {
            if (own.stream().noneMatch(one -> one.name().equals(column.name()))) {
                plain(column).ifPresent(columns::add);
            }
        }
        columns.addAll(own);
        return spelled(new Table(
                around.name(),
                columns,
                of(PrimaryKey.class, parts).stream().findFirst(),
                List.of(),
                of(Unique.class, parts),
                of(Check.class, parts),
                of(Index.class, parts),
                Optional.empty()));
    }

    private static <T> List<T> of(Class<T> kind, List<TablePart> parts) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What no definition can name, no part of one names. */
    private static Optional<Column> plain(CatalogColumn column) {
        try {
            return Optional.of(new Column(
                    column.name(),
                    column.type().portable().orElse(ScalarType.TEXT),
                    column.nullable(),
                    Optional.empty(),
                    Identity.NONE,
                    Optional.empty()));
        } catch (InvalidDefinition unspeakable) {
            return Optional.empty();
        }
    }

    /** How a column that is there differs from another; absent where it does not. */
    Optional<List<String>> differences(CatalogTable table, CatalogColumn there, CatalogColumn other) {
        return differences(bare(table).withColumns(List.of(there)), bare(table).withColumns(List.of(other)));
    }

    /** How a table that is there differs from another; absent where it does not. */
    Optional<List<String>> differences(CatalogTable there, CatalogTable other) {
        List<String> found =
                SchemaDiff.between(
                                catalog(there), catalog(other), DiffHints.none().droppingExtras())
                        .changes()
                        .stream()
                        .map(Change::finding)
                        .map(finding -> finding.sentence())
                        .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private RelationalCatalog catalog(CatalogTable table) {
        return new RelationalCatalog(dialect.name(), List.of(table), List.of(), List.of(), Facts.none(""));
    }

    /** The table without the part that is like this one, where it has such a part. */
    Optional<CatalogTable> withoutLike(CatalogTable table, CatalogTable alone) {
        if (alone.primaryKey().isPresent()) {
            return table.primaryKey()
                    .filter(key -> isLike(bare(table).withPrimaryKey(Optional.of(key)), alone))
                    .map(key -> table.withPrimaryKey(Optional.empty()));
        }
        return first(table, alone, table.foreignKeys(), CatalogTable::withForeignKeys)
                .or(() -> first(table, alone, table.uniques(), CatalogTable::withUniques))
                .or(() -> first(table, alone, usualFirst(table), CatalogTable::withChecks))
                .or(() -> first(table, alone, table.indexes(), CatalogTable::withIndexes));
    }

    /** Of two checks that say the same, one that nobody named comes first: who names his own means that. */
    private static List<Check> usualFirst(CatalogTable table) {
        var usual = new UsualNames(table);
        return table.checks().stream()
                .sorted(Comparator.comparing(check -> check.name()
                        .filter(name -> !name.equals(usual.of(check)))
                        .isPresent()))
                .toList();
    }

    private <T> Optional<CatalogTable> first(
            CatalogTable table,
            CatalogTable alone,
            List<T> parts,
            BiFunction<CatalogTable, List<T>, CatalogTable> having) {
        return parts.stream()
                .filter(part -> isLike(having.apply(bare(table), List.of(part)), alone))
                .findFirst()
                .map(part -> having.apply(
                        table, parts.stream().filter(one -> one != part).toList()));
    }

    private boolean isLike(CatalogTable there, CatalogTable alone) {
        return differences(there, alone).isEmpty();
    }

    /** The table without the part of that name, where it has one. */
    Optional<CatalogTable> withoutNamed(CatalogTable table, DropNamed what) {
        Optional<String> name = Optional.of(what.name());
        CatalogTable left = what.kind() == DropNamed.Kind.INDEX
                ? table.withIndexes(table.indexes().stream()
                        .filter(index -> !index.name().equals(what.name()))
                        .toList())
                : table.withPrimaryKey(
                                table.primaryKey().filter(key -> !key.name().equals(name)))
                        .withForeignKeys(table.foreignKeys().stream()
                                .filter(key -> !key.name().equals(name))
                                .toList())
                        .withUniques(table.uniques().stream()
                                .filter(unique -> !unique.name().equals(name))
                                .toList())
                        .withChecks(table.checks().stream()
                                .filter(check -> !check.name().equals(name))
                                .toList());
        return left.equals(table) ? Optional.empty() : Optional.of(left);
    }

    /** The table with those of its parts only that are of the same kind. */
    CatalogTable only(CatalogTable table, TablePart kind) {
        CatalogTable bare = bare(table);
        if (kind instanceof PrimaryKey) {
            return bare.withPrimaryKey(table.primaryKey());
        }
        if (kind instanceof ForeignKey) {
            return bare.withForeignKeys(table.foreignKeys());
        }
        if (kind instanceof Unique) {
            return bare.withUniques(table.uniques());
        }
        return kind instanceof Check ? bare.withChecks(table.checks()) : bare.withIndexes(table.indexes());
    }
}
