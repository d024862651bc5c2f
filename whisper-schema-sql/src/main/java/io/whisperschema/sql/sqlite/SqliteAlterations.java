package io.whisperschema.sql.sqlite;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.ScriptLines;
import io.whisperschema.sql.SqliteConstraint;
import io.whisperschema.sql.SqliteDdlReader;
import io.whisperschema.sql.SqliteTableDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code ALTER TABLE} changes of what a script has made so far. */
final class SqliteAlterations {
    private final SqliteScriptSchema schema;
    private final SqliteTableDdl table;

    private final ScriptLines lines;
    private final int line;

    private SqliteAlterations(SqliteScriptSchema schema, SqliteTableDdl table, ScriptLines lines, int line) {
        this.schema = schema;
        this.table = table;
        this.lines = lines;
        this.line = line;
    }

    /** Changes the schema as the statement says, and tells what SQLite changes besides that is not known here. */
    static List<String> read(SqliteScriptSchema schema, Tokens tokens, ScriptLines lines, int line) {
        tokens.expectWords("alter", "table");
        SqliteScriptSchema.pastDatabase(tokens);
        var alterations = new SqliteAlterations(schema, schema.table(SqliteDdlReader.name(tokens)), lines, line);
        if (tokens.acceptWords("rename", "to")) {
            return alterations.renameTo(SqliteDdlReader.name(tokens));
        }
        if (tokens.acceptWords("rename")) {
            tokens.acceptWords("column");
            String before = SqliteDdlReader.name(tokens);
            tokens.expectWords("to");
            return alterations.renameColumn(before, SqliteDdlReader.name(tokens));
        }
        if (tokens.acceptWords("drop")) {
            tokens.acceptWords("column");
            return alterations.dropColumn(SqliteDdlReader.name(tokens));
        }
        tokens.expectWords("add");
        tokens.acceptWords("column");
        return alterations.addColumn(tokens.written(tokens.position(), tokens.size()));
    }

    private List<String> renameTo(String name) {
        if (schema.find(name).isPresent()) {
            throw SqliteScriptSchema.misfit(name + " is there already, so SQLite refuses it");
        }
        var renaming = new SqliteRenaming(table.name(), name);
        schema.replaceAll(renaming::ofTable);
        schema.replaceTriggers(renaming::ofTable);
        lines.move(place(), "table " + name);
        return whoMentions(table.name());
    }

    private List<String> renameColumn(String before, String after) {
        SqliteTableDdl.Column column = column(before);
        var renaming = new SqliteRenaming(column.name(), after);
        schema.replaceAll(object -> renaming.ofColumn(object, table.name()));
        lines.move(place() + ", column " + column.name(), place() + ", column " + after);
        return whoMentions(column.name());
    }

    private String place() {
        return "table " + table.name();
    }

    private SqliteTableDdl.Column column(String name) {
        return table.column(name)
                .orElseThrow(() -> SqliteScriptSchema.misfit("table " + table.name() + " has no column " + name));
    }

    /** In queries only SQLite itself knows which name means what. */
    private List<String> whoMentions(String name) {
        Stream<String> views = schema.objects().stream()
                .filter(object -> object instanceof SqliteObject.View view && SqliteRenaming.mentions(view.sql(), name))
                .map(view -> "view " + view.name());
        Stream<String> triggers = schema.triggers().stream()
                .filter(trigger -> SqliteRenaming.mentions(sql(trigger), name))
                .map(trigger -> "trigger " + trigger.name());
        return Stream.concat(views, triggers)
                .map(who -> who + " speaks of " + name + "; how SQLite words it anew is not known here")
                .toList();
    }

    private static String sql(ForeignObject trigger) {
        return trigger.definition().orElse("");
    }

    private List<String> dropColumn(String name) {
        SqliteTableDdl.Column gone = column(name);
        schema.replaceAll(object -> isOurs(object) ? new SqliteObject.Table(without(gone)) : object);
        return List.of();
    }

    private boolean isOurs(SqliteObject object) {
        return object instanceof SqliteObject.Table && SqliteNames.same(object.name(), table.name());
    }

    /** SQLite drops no column that anything but a constraint of its own speaks of. */
    private SqliteTableDdl without(SqliteTableDdl.Column gone) {
        return new SqliteTableDdl(
                table.name(),
                table.columns().stream().filter(column -> !column.equals(gone)).toList(),
                table.constraints().stream()
                        .filter(constraint -> !isOf(constraint, gone.name()))
                        .toList(),
                table.options());
    }

    private static boolean isOf(SqliteConstraint constraint, String column) {
        return constraint instanceof SqliteConstraint.Check check
                ? SqliteRenaming.mentions(check.expression(), column)
                : constraint instanceof SqliteConstraint.ForeignKey key
                        && key.columns().stream().anyMatch(name -> SqliteNames.same(name, column));
    }

    private List<String> addColumn(String definition) {
        SqliteTableDdl added = SqliteDdlReader.table("CREATE TABLE added (" + definition + "\n)");
        String name = added.columns().get(0).name();
        if (table.column(name).isPresent()) {
            throw SqliteScriptSchema.misfit("table " + table.name() + " has a column " + name + " already");
        }
        var columns = new ArrayList<>(table.columns());
        columns.addAll(added.columns());
        var constraints = new ArrayList<>(table.constraints());
        constraints.addAll(added.constraints());
        lines.put(place() + ", column " + name, line);
        var wider = new SqliteTableDdl(table.name(), columns, constraints, table.options());
        schema.replaceAll(object -> isOurs(object) ? new SqliteObject.Table(wider) : object);
        return List.of();
    }
}
