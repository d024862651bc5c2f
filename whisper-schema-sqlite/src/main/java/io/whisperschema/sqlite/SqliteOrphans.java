package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.ForeignKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows that refer to no row, counted before tables are rebuilt and after: those that were there before are no reason to
 * refuse, new ones are.
 *
 * @param before the tables as they are
 * @param after the tables as they shall be
 * @param changed the tables that are rebuilt or go
 */
record SqliteOrphans(RelationalCatalog before, List<CatalogTable> after, Set<String> changed) {
    SqliteOrphans {
        after = List.copyOf(after);
        changed = changed.stream().map(SqliteNames::folded).collect(Collectors.toUnmodifiableSet());
    }

    /** The tables whose rows must be looked at. */
    List<String> children() {
        return after.stream()
                .filter(table -> !table.foreignKeys().isEmpty() && isConcerned(table))
                .filter(table -> canBeChecked(table, after))
                .map(CatalogTable::name)
                .filter(name -> before.table(name)
                        .filter(table -> canBeChecked(table, before.tables()))
                        .isPresent())
                .toList();
    }

    private boolean isConcerned(CatalogTable table) {
        return isChanged(table.name()) || table.foreignKeys().stream().anyMatch(key -> isChanged(key.table()));
    }

    private boolean isChanged(String table) {
        return changed.contains(SqliteNames.folded(table));
    }

    /** SQLite checks no row of a table that refers to columns which are no key; it calls that a mismatch and fails. */
    private boolean canBeChecked(CatalogTable table, List<CatalogTable> tables) {
        boolean dangling = before.foreignObjects().stream()
                .anyMatch(object -> object.type().startsWith("foreign key")
                        && object.table().filter(table.name()::equals).isPresent());
        return !dangling && table.foreignKeys().stream().allMatch(key -> findsKey(key, tables));
    }

    /** Whether what it refers to is a key of its table, or its table is not there at all. */
    static boolean findsKey(ForeignKey key, List<CatalogTable> tables) {
        return tables.stream()
                .filter(parent -> SqliteNames.same(parent.name(), key.table()))
                .allMatch(parent -> isKey(parent, key));
    }

    private static boolean isKey(CatalogTable parent, ForeignKey key) {
        Set<String> wanted = folded(key.references());
        return parent.distinctColumns().anyMatch(columns -> folded(columns).equals(wanted));
    }

    private static Set<String> folded(Collection<String> names) {
        return names.stream().map(SqliteNames::folded).collect(Collectors.toSet());
    }

    /** The statement that remembers the orphans there are. */
    static String remembered(String memory, List<String> children) {
        return "CREATE TABLE " + memory + " AS\n" + counted(children);
    }

    /** The query for the orphans beyond those remembered. */
    static String beyond(String memory, List<String> children) {
        return "SELECT coalesce(sum(max(0, now.orphans - coalesce(before.orphans, 0))), 0)\nFROM (\n"
                + counted(children)
                + "\n) AS now\nLEFT JOIN " + memory
                + " AS before ON before.child = now.child AND before.parent = now.parent COLLATE NOCASE\n  AND before.columns = now.columns";
    }

    private static String counted(List<String> children) {
        return children.stream().map(SqliteOrphans::counted).collect(Collectors.joining("\nUNION ALL\n"));
    }

    /** Foreign keys have numbers that a rebuild changes; their columns stay. */
    private static String counted(String child) {
        return """
                SELECT "table" AS child, parent, columns, count(*) AS orphans
                FROM (SELECT found.*, (SELECT group_concat("from") FROM pragma_foreign_key_list(found."table")
                                       WHERE id = found.fkid) AS columns
                      FROM pragma_foreign_key_check(%s) AS found)
                GROUP BY child, parent, columns""".formatted("'" + child.replace("'", "''") + "'");
    }
}
