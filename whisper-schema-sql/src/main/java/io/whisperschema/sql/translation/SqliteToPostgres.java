package io.whisperschema.sql.translation;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.sql.sqlite.SqliteScript;
import java.util.List;
import java.util.Locale;

/** What a script for SQLite says, in words that PostgreSQL has too. */
public final class SqliteToPostgres {
    private final RelationalCatalog catalog;
    private final Notes notes;

    private SqliteToPostgres(RelationalCatalog catalog, Notes notes) {
        this.catalog = catalog;
        this.notes = notes;
    }

    /**
     * What a script says.
     *
     * @throws io.whisperschema.error.UnreadableDocument if a string or name in it has no end
     */
    public static PortableSchema of(String script) {
        SqliteScript read = SqliteScript.read(script);
        var notes = new Notes(read.lines());
        UnreadStatements.say(read.reading(), notes);
        return PortableSchema.of(new SqliteToPostgres(read.reading().catalog(), notes).portable(), notes);
    }

    private RelationalCatalog portable() {
        catalog.foreignObjects().forEach(this::say);
        catalog.views().forEach(this::say);
        var keys = new UniqueKeys(notes, catalog.tables());
        List<CatalogTable> tables = catalog.tables().stream()
                .map(keys::portable)
                .map(table -> SqliteTables.portable(notes, table))
                .toList();
        return new RelationalCatalog(
                catalog.dialect(),
                DistinctNames.in(catalog, tables, notes),
                catalog.views(),
                List.of(),
                catalog.facts());
    }

    private void say(CatalogView view) {
        notes.warning(
                "view " + view.name(),
                "a query for PostgreSQL",
                "one for SQLite",
                "Queries are not translated: add the view with its query, once its tables are there.");
    }

    private void say(ForeignObject object) {
        String place = object.type() + " " + object.name();
        switch (object.type()) {
            case "trigger" ->
                notes.warning(
                        place,
                        "a trigger of PostgreSQL",
                        "one of SQLite on " + object.table().orElse(""),
                        "It is not translated: write its statements as a function (LANGUAGE plpgsql) and the trigger that"
                                + " executes it.");
            case "virtual table" ->
                notes.warning(
                        place,
                        "a table of PostgreSQL",
                        "a virtual table" + shadows(object),
                        "It is not translated: " + instead(object));
            case "shadow table" -> {
                // It goes with the virtual table that keeps its data in it.
            }
            default -> beyond(object);
        }
    }

    private String shadows(ForeignObject virtual) {
        List<String> names = catalog.foreignObjects().stream()
                .filter(object -> object.type().equals("shadow table"))
                .map(ForeignObject::name)
                .filter(name -> name.startsWith(virtual.name() + "_"))
                .toList();
        return names.isEmpty() ? "" : ", which keeps its data in " + String.join(", ", names);
    }

    private static String instead(ForeignObject virtual) {
        String module = virtual.definition().orElse("").toLowerCase(Locale.ROOT);
        if (module.contains("fts")) {
            return "for full text use a column GENERATED ALWAYS AS (to_tsvector(…)) STORED with a gin index, @@ for MATCH.";
        }
        return module.contains("rtree")
                ? "for boxes use the type box, or PostGIS, with a gist index."
                : "its module is a program of SQLite's; find what PostgreSQL has for it.";
    }

    private void beyond(ForeignObject object) {
        String place = "table " + object.table().orElse(object.name());
        boolean onConflict = object.type().contains("on conflict");
        notes.warning(
                place,
                "what PostgreSQL has too",
                object.type(),
                onConflict
                        ? "It is left out: PostgreSQL asks each INSERT what to do, with ON CONFLICT … DO NOTHING or DO UPDATE."
                        : "It is left out; look whether your rows or queries rely on it.");
    }
}
