package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table as a database has it.
 *
 * @param name its name
 * @param columns its columns, in order
 * @param primaryKey its primary key, never with a surrogate: in a catalog that is a column like any other
 * @param foreignKeys its references, actions decided
 * @param uniques its unique constraints
 * @param checks its conditions
 * @param exclusions its exclusion constraints
 * @param indexes its indexes, but for those that its keys own
 * @param form how it is kept
 * @param unfinished what it has only half
 * @param comment what it holds
 */
public record CatalogTable(
        String name,
        List<CatalogColumn> columns,
        Optional<PrimaryKey> primaryKey,
        List<ForeignKey> foreignKeys,
        List<Unique> uniques,
        List<Check> checks,
        List<Exclusion> exclusions,
        List<Index> indexes,
        TableForm form,
        Unfinished unfinished,
        Optional<String> comment) {
    public CatalogTable {
        requireNonNull(name);
        columns = List.copyOf(columns);
        requireNonNull(primaryKey);
        foreignKeys = List.copyOf(foreignKeys);
        uniques = List.copyOf(uniques);
        checks = List.copyOf(checks);
        exclusions = List.copyOf(exclusions);
        indexes = List.copyOf(indexes);
        requireNonNull(form);
        requireNonNull(unfinished);
        requireNonNull(comment);
    }

    /** A plain table without exclusions and with nothing unfinished. */
    public CatalogTable(
            String name,
            List<CatalogColumn> columns,
            Optional<PrimaryKey> primaryKey,
            List<ForeignKey> foreignKeys,
            List<Unique> uniques,
            List<Check> checks,
            List<Index> indexes,
            Optional<String> comment) {
        this(
                name,
                columns,
                primaryKey,
                foreignKeys,
                uniques,
                checks,
                List.of(),
                indexes,
                TableForm.PLAIN,
                Unfinished.NOTHING,
                comment);
    }

    /** The column of that name. */
    public Optional<CatalogColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** What a foreign key can refer to: the columns of its key, of its unique constraints and unique indexes. */
    public Stream<List<String>> distinctColumns() {
        return Stream.of(
                        primaryKey.map(PrimaryKey::columns).stream(),
                        uniques.stream().map(Unique::columns),
                        indexes.stream().flatMap(index -> index.uniqueColumns().stream()))
                .flatMap(columns -> columns);
    }

    /** The same table under another name. */
    public CatalogTable named(String changed) {
        return new CatalogTable(
                changed,
                columns,
                primaryKey,
                foreignKeys,
                uniques,
                checks,
                exclusions,
                indexes,
                form,
                unfinished,
                comment);
    }

    /** The same table with these columns. */
    public CatalogTable withColumns(List<CatalogColumn> changed) {
        return new CatalogTable(
                name,
                changed,
                primaryKey,
                foreignKeys,
                uniques,
                checks,
                exclusions,
                indexes,
                form,
                unfinished,
                comment);
    }

    /** The same table with this primary key or none. */
    public CatalogTable withPrimaryKey(Optional<PrimaryKey> changed) {
        return new CatalogTable(
                name, columns, changed, foreignKeys, uniques, checks, exclusions, indexes, form, unfinished, comment);
    }

    /** The same table with these foreign keys. */
    public CatalogTable withForeignKeys(List<ForeignKey> changed) {
        return new CatalogTable(
                name, columns, primaryKey, changed, uniques, checks, exclusions, indexes, form, unfinished, comment);
    }

    /** The same table with these unique constraints. */
    public CatalogTable withUniques(List<Unique> changed) {
        return new CatalogTable(
                name,
                columns,
                primaryKey,
                foreignKeys,
                changed,
                checks,
                exclusions,
                indexes,
                form,
                unfinished,
                comment);
    }

    /** The same table with these checks. */
    public CatalogTable withChecks(List<Check> changed) {
        return new CatalogTable(
                name,
                columns,
                primaryKey,
                foreignKeys,
                uniques,
                changed,
                exclusions,
                indexes,
                form,
                unfinished,
                comment);
    }

    /** The same table with these exclusion constraints. */
    public CatalogTable withExclusions(List<Exclusion> changed) {
        return new CatalogTable(
                name, columns, primaryKey, foreignKeys, uniques, checks, changed, indexes, form, unfinished, comment);
    }

    /** The same table with these indexes. */
    public CatalogTable withIndexes(List<Index> changed) {
        return new CatalogTable(
                name,
                columns,
                primaryKey,
                foreignKeys,
                uniques,
                checks,
                exclusions,
                changed,
                form,
                unfinished,
                comment);
    }

    /** The same table kept so. */
    public CatalogTable withForm(TableForm changed) {
        return new CatalogTable(
                name,
                columns,
                primaryKey,
                foreignKeys,
                uniques,
                checks,
                exclusions,
                indexes,
                changed,
                unfinished,
                comment);
    }

    /** The same table with this half done. */
    public CatalogTable withUnfinished(Unfinished changed) {
        return new CatalogTable(
                name, columns, primaryKey, foreignKeys, uniques, checks, exclusions, indexes, form, changed, comment);
    }

    /** The same table with this comment or none. */
    public CatalogTable withComment(Optional<String> changed) {
        return new CatalogTable(
                name,
                columns,
                primaryKey,
                foreignKeys,
                uniques,
                checks,
                exclusions,
                indexes,
                form,
                unfinished,
                changed);
    }
}
