package io.whisperschema.sql.translation;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.sql.postgres.PostgresReader;
import java.util.List;
import java.util.Locale;

/** What a script for PostgreSQL says of its schema {@code public}, in words that SQLite has too. */
public final class PostgresToSqlite {
    private static final String SCHEMA = "public";

    private final RelationalCatalog catalog;
    private final Notes notes;

    private PostgresToSqlite(RelationalCatalog catalog, Notes notes) {
        this.catalog = catalog;
        this.notes = notes;
    }

    /**
     * What a script says.
     *
     * @throws io.whisperschema.error.UnreadableDocument if a string, name, comment or block of rows in it has no end
     */
    public static PortableSchema of(String script) {
        ScriptReading read = PostgresReader.read(SCHEMA, script);
        var notes = new Notes(PostgresLines.of(script));
        UnreadStatements.say(read, notes);
        return PortableSchema.of(new PostgresToSqlite(read.catalog(), notes).portable(), notes);
    }

    private RelationalCatalog portable() {
        catalog.foreignObjects().forEach(this::say);
        catalog.views().forEach(this::say);
        var types = new PostgresColumnTypes(catalog, notes);
        var keys = new UniqueKeys(notes, catalog.tables());
        List<CatalogTable> tables = catalog.tables().stream()
                .filter(this::isWhole)
                .filter(this::isNamed)
                .map(keys::portable)
                .map(table -> PostgresTables.portable(notes, types, table))
                .toList();
        return new RelationalCatalog(
                catalog.dialect(), KeyTypes.agreed(tables, notes), catalog.views(), List.of(), catalog.facts());
    }

    private boolean isNamed(CatalogTable table) {
        boolean reserved = table.name().toLowerCase(Locale.ROOT).startsWith("sqlite_");
        if (reserved) {
            notes.warning(
                    "table " + table.name(),
                    "a name that SQLite allows",
                    "one that begins with sqlite_",
                    "It is left out: SQLite keeps such names to itself; rename the table and translate again.");
        }
        return !reserved;
    }

    private boolean isWhole(CatalogTable table) {
        table.form()
                .partitionOf()
                .ifPresent(part -> notes.warning(
                        "table " + table.name(),
                        "a table of its own",
                        "a partition of " + part.table() + " " + part.bound(),
                        "It is left out: its rows are in " + part.table() + "."));
        return table.form().partitionOf().isEmpty();
    }

    private void say(CatalogView view) {
        notes.warning(
                "view " + view.name(),
                "a query for SQLite",
                "one for PostgreSQL",
                "Queries are not translated: add the view with its query, once its tables are there.");
    }

    private void say(ForeignObject object) {
        String place = object.type() + " " + object.name();
        switch (object.type()) {
            case "enum" ->
                notes.notice(
                        place,
                        "a check in each column of it",
                        "a type of its own",
                        "Its columns become text with a check of its values.");
            case "sequence" ->
                notes.warning(
                        place,
                        "AUTOINCREMENT",
                        "a sequence",
                        "It is left out: SQLite numbers the rows of single tables only.");
            case "trigger" ->
                notes.warning(
                        place,
                        "a trigger of SQLite",
                        "one of PostgreSQL on " + object.table().orElse(""),
                        "It is not translated: write the statements of its function between BEGIN and END of a trigger.");
            case "function", "procedure", "aggregate" ->
                notes.warning(
                        place,
                        "nothing",
                        object.type(),
                        "It is left out: SQLite calls functions of the program that it is in.");
            default ->
                notes.warning(
                        object.table().map(table -> "table " + table + ", ").orElse("") + place,
                        "what SQLite has too",
                        object.type(),
                        "It is left out; look whether your rows or queries rely on it.");
        }
    }
}
