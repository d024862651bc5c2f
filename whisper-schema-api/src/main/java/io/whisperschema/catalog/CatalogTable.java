package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import java.util.List;
import java.util.Optional;

/**
 * A table as a database has it.
 *
 * @param name its name
 * @param columns its columns, in order
 * @param primaryKey its primary key, never with a surrogate: in a catalog that is a column like any other
 * @param foreignKeys its references, actions decided
 * @param uniques its unique constraints
 * @param checks its conditions
 * @param indexes its indexes, but for those that its keys own
 * @param comment what it holds
 */
public record CatalogTable(
        String name,
        List<CatalogColumn> columns,
        Optional<PrimaryKey> primaryKey,
        List<ForeignKey> foreignKeys,
        List<Unique> uniques,
        List<Check> checks,
        List<Index> indexes,
        Optional<String> comment) {
    public CatalogTable {
        requireNonNull(name);
        columns = List.copyOf(columns);
        requireNonNull(primaryKey);
        foreignKeys = List.copyOf(foreignKeys);
        uniques = List.copyOf(uniques);
        checks = List.copyOf(checks);
        indexes = List.copyOf(indexes);
        requireNonNull(comment);
    }

    /** The column of that name. */
    public Optional<CatalogColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The same table with these foreign keys. */
    public CatalogTable withForeignKeys(List<ForeignKey> changed) {
        return new CatalogTable(name, columns, primaryKey, changed, uniques, checks, indexes, comment);
    }
}
