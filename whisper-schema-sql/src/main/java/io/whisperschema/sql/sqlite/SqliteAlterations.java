package io.whisperschema.sql.sqlite;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.ScriptLines;
import io.whisperschema.sql.SqliteConstraint;
import io.whisperschema.sql.SqliteDdlReader;
import io.whisperschema.sql.SqliteIndexDdl;
import io.whisperschema.sql.SqliteKey;
import io.whisperschema.sql.SqliteTableDdl;
import java.util.List;
import java.util.Optional;
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
            return alterations.renameTo(lastName(tokens));
        }
        if (tokens.acceptWords("rename")) {
            tokens.acceptWords("column");
            String before = SqliteDdlReader.name(tokens);
            tokens.expectWords("to");
            return alterations.renameColumn(before, lastName(tokens));
        }
        if (tokens.acceptWords("drop", "constraint")) {
            return alterations.dropConstraint(lastName(tokens));
        }
        if (tokens.acceptWords("drop")) {
            tokens.acceptWords("column");
            return alterations.dropColumn(lastName(tokens));
        }
        if (tokens.acceptWords("alter")) {
            tokens.acceptWords("column");
            return alterations.changeNulls(SqliteDdlReader.name(tokens), nulls(tokens));
        }
        tokens.expectWords("add");
        boolean isConstraint = tokens.atWords("constraint") || tokens.atWords("check");
        tokens.acceptWords("column");
        String added = tokens.written(tokens.position(), tokens.size());
        return isConstraint ? alterations.addConstraint(added) : alterations.addColumn(added);
    }

    private static String lastName(Tokens tokens) {
        String name = SqliteDdlReader.name(tokens);
        isRead(tokens);
        return name;
    }

    private static void isRead(Tokens tokens) {
        if (!tokens.atEnd()) {
            throw tokens.unexpected("the end");
        }
    }

    private static SqliteTableDdl.Nulls nulls(Tokens tokens) {
        boolean allowed = tokens.acceptWords("drop", "not", "null");
        if (!allowed) {
            tokens.expectWords("set", "not", "null");
        }
        isRead(tokens);
        return allowed ? SqliteTableDdl.Nulls.ALLOWED : SqliteTableDdl.Nulls.REFUSED;
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
        whoNeeds(gone.name()).ifPresent(who -> {
            throw SqliteScriptSchema.misfit(who + " needs column " + gone.name() + ", so SQLite refuses it");
        });
        if (table.columns().size() == 1) {
            throw SqliteScriptSchema.misfit(
                    "it is the only column of table " + table.name() + ", so SQLite refuses it");
        }
        become(without(gone));
        return table.constraints().stream()
                .filter(constraint -> isOf(constraint, gone.name()))
                .flatMap(constraint -> whoseCheck(constraint, gone))
                .toList();
    }

    /** Behind which column a check stands is not kept. */
    private Stream<String> whoseCheck(SqliteConstraint constraint, SqliteTableDdl.Column gone) {
        if (!(constraint instanceof SqliteConstraint.Check check)) {
            return Stream.empty();
        }
        return table.columns().stream()
                .filter(column -> !column.equals(gone) && SqliteRenaming.mentions(check.expression(), column.name()))
                .limit(1)
                .map(other -> "check (" + check.expression() + ") goes with it if it stands behind column "
                        + gone.name() + "; elsewhere SQLite refuses to drop the column");
    }

    private Optional<String> whoNeeds(String column) {
        Stream<String> keys = table.constraints().stream()
                .filter(constraint -> isInKey(constraint, column))
                .map(key -> "a key");
        Stream<String> indexes = schema.objects().stream()
                .filter(object -> object instanceof SqliteObject.Index index && needs(index.ddl(), column))
                .map(index -> "index " + index.name());
        Stream<String> computed = table.columns().stream()
                .filter(one -> one.generated()
                        .filter(generated -> SqliteRenaming.mentions(generated.expression(), column))
                        .isPresent())
                .map(one -> "column " + one.name());
        return Stream.of(keys, indexes, computed).flatMap(who -> who).findFirst();
    }

    private static boolean isInKey(SqliteConstraint constraint, String column) {
        List<String> columns = constraint instanceof SqliteConstraint.PrimaryKey key
                ? key.columns()
                : constraint instanceof SqliteConstraint.Unique unique ? unique.columns() : List.of();
        return columns.stream().anyMatch(name -> SqliteNames.same(name, column));
    }

    private boolean needs(SqliteIndexDdl index, String column) {
        return SqliteNames.same(index.table(), table.name())
                && Stream.concat(index.keys().stream().map(SqliteKey::expression), index.where().stream())
                        .anyMatch(text -> SqliteRenaming.mentions(text, column));
    }

    private void become(SqliteTableDdl changed) {
        schema.replaceAll(object -> isOurs(object) ? new SqliteObject.Table(changed) : object);
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
        if (added.constraints().stream().anyMatch(constraint -> isInKey(constraint, name))) {
            throw SqliteScriptSchema.misfit("column " + name + " is a key, and SQLite adds no such column");
        }
        lines.put(place() + ", column " + name, line);
        become(with(and(table.columns(), added.columns()), and(table.constraints(), added.constraints())));
        return List.of();
    }

    private static <T> List<T> and(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private List<String> addConstraint(String constraint) {
        SqliteTableDdl added = SqliteDdlReader.table("CREATE TABLE added (added, " + constraint + "\n)");
        if (!added.constraints().stream().allMatch(SqliteConstraint.Check.class::isInstance)) {
            throw SqliteScriptSchema.misfit("SQLite adds no other constraints than checks");
        }
        become(with(table.columns(), and(table.constraints(), added.constraints())));
        return List.of();
    }

    private SqliteTableDdl with(List<SqliteTableDdl.Column> columns, List<SqliteConstraint> constraints) {
        return new SqliteTableDdl(table.name(), columns, constraints, table.options());
    }

    private List<String> dropConstraint(String name) {
        List<SqliteConstraint> left = table.constraints().stream()
                .filter(constraint -> !isCalled(constraint, name))
                .toList();
        if (left.size() == table.constraints().size()) {
            throw SqliteScriptSchema.misfit("table " + table.name() + " has no check or foreign key " + name);
        }
        become(with(table.columns(), left));
        return List.of();
    }

    /** SQLite drops no keys, though they have names. */
    private static boolean isCalled(SqliteConstraint constraint, String name) {
        boolean isKey =
                constraint instanceof SqliteConstraint.PrimaryKey || constraint instanceof SqliteConstraint.Unique;
        return !isKey
                && constraint.name().filter(own -> SqliteNames.same(own, name)).isPresent();
    }

    private List<String> changeNulls(String name, SqliteTableDdl.Nulls nulls) {
        SqliteTableDdl.Column changed = column(name);
        become(with(
                table.columns().stream()
                        .map(column -> column.equals(changed) ? with(column, nulls) : column)
                        .toList(),
                table.constraints()));
        return List.of();
    }

    private static SqliteTableDdl.Column with(SqliteTableDdl.Column column, SqliteTableDdl.Nulls nulls) {
        return new SqliteTableDdl.Column(
                column.name(),
                column.type(),
                nulls,
                column.collation(),
                column.defaultText(),
                column.generated(),
                column.numbering(),
                Optional.empty());
    }
}
