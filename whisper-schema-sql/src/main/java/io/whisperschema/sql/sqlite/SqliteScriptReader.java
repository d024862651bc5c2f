package io.whisperschema.sql.sqlite;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.ScriptLines;
import io.whisperschema.sql.ScriptRefusal;
import io.whisperschema.sql.ScriptStatement;
import io.whisperschema.sql.SqliteDdlReader;
import io.whisperschema.sql.SqliteIndexDdl;
import io.whisperschema.sql.SqliteTableDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Folds the statements of a script, in order, into what they make of one empty database. */
final class SqliteScriptReader {
    private static final Set<String> OF_ROWS = Set.of("insert", "replace", "update", "delete", "with");
    private static final Set<String> OF_NOTHING = Set.of(
            "begin",
            "commit",
            "end",
            "savepoint",
            "release",
            "select",
            "values",
            "explain",
            "analyze",
            "vacuum",
            "reindex",
            "attach",
            "detach");

    private final SqliteScriptSchema schema = new SqliteScriptSchema();
    private final ScriptLines lines = new ScriptLines();
    private final List<ScriptReading.Unread> rest = new ArrayList<>();

    SqliteScript result() {
        return new SqliteScript(new ScriptReading(schema.catalog(), rest), lines);
    }

    /** That is there before anything is read. */
    void hold(ForeignObject object) {
        schema.hold(object);
    }

    void read(ScriptStatement statement) {
        try {
            new Reading(statement).read();
        } catch (ScriptRefusal e) {
            rest(e.reason(), statement, e.why());
        } catch (SqlSyntaxException e) {
            int line = statement.line() + e.line() - 1;
            rest(Reason.NOT_UNDERSTOOD, statement, "line " + line + ": " + e.problem());
        }
    }

    private void rest(Reason reason, ScriptStatement statement, String why) {
        rest.add(new ScriptReading.Unread(reason, statement.line(), statement.text(), why));
    }

    private static ScriptRefusal refusal(Reason reason, String why) {
        return ScriptRefusal.of(reason, why);
    }

    /** One statement. */
    private final class Reading {
        private final ScriptStatement statement;
        private final String first;

        Reading(ScriptStatement statement) {
            this.statement = statement;
            this.first = firstWord(statement.text());
        }

        private static String firstWord(String text) {
            int end = 0;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            return text.substring(0, end).toLowerCase(Locale.ROOT);
        }

        void read() {
            if (statement.text().startsWith(".")) {
                throw refusal(Reason.NOT_UNDERSTOOD, "it tells the program sqlite3 something, not SQLite");
            }
            if (OF_ROWS.contains(first)) {
                rows();
                return;
            }
            if (OF_NOTHING.contains(first)) {
                throw refusal(Reason.NO_STRUCTURE, "it makes nothing");
            }
            Tokens tokens = Tokens.of(statement.text(), DialectName.SQLITE);
            switch (first) {
                case "create" -> create(tokens);
                case "drop" -> drop(tokens);
                case "alter" ->
                    SqliteAlterations.read(schema, tokens, lines, statement.line())
                            .forEach(why -> rest(Reason.NOT_UNDERSTOOD, statement, why));
                case "pragma" -> pragma(tokens);
                case "rollback" -> throw refusal(Reason.NOT_UNDERSTOOD, "what it takes back is not known here");
                default -> throw refusal(Reason.NOT_UNDERSTOOD, "we know no statement that begins so");
            }
        }

        private void pragma(Tokens tokens) {
            boolean renamesInTheOldWay = tokens.peek(1).isWord("legacy_alter_table") && !isOff(tokens);
            if (renamesInTheOldWay) {
                throw refusal(Reason.NOT_UNDERSTOOD, "a renaming behind it is read as if it were off");
            }
            throw refusal(Reason.NO_STRUCTURE, "it is a setting");
        }

        private static boolean isOff(Tokens tokens) {
            String value = tokens.peek(3).text().toLowerCase(Locale.ROOT);
            return Set.of("", "0", "off", "false", "no").contains(value);
        }

        private void rows() {
            String beginning =
                    statement.text().substring(0, Math.min(200, statement.text().length()));
            boolean ofTheSchema = beginning
                    .toLowerCase(Locale.ROOT)
                    .matches(
                            "(?s)\\w+\\s+(or\\s+\\w+\\s+)?(into\\s+|from\\s+)?(main\\s*\\.\\s*)?['\"`\\[]?sqlite_(schema|master)\\b.*");
            if (!ofTheSchema) {
                throw refusal(Reason.DATA, "it is about rows");
            }
            virtualTableOfADump();
        }

        /** The program {@code sqlite3} dumps a virtual table as a row of the schema. */
        private void virtualTableOfADump() {
            Tokens tokens = Tokens.of(statement.text(), DialectName.SQLITE);
            String sql = "";
            for (; !tokens.atEnd(); tokens.next()) {
                sql = tokens.peek().kind() == Token.Kind.STRING ? tokens.peek().value() : sql;
            }
            if (!sql.toLowerCase(Locale.ROOT).startsWith("create virtual table ")) {
                throw refusal(Reason.NOT_UNDERSTOOD, "it changes the schema behind SQLite's back");
            }
            Tokens create = Tokens.of(sql, DialectName.SQLITE);
            create.expectWords("create", "virtual", "table");
            schema.add(virtual(create));
        }

        private void create(Tokens tokens) {
            tokens.expectWords("create");
            if (tokens.acceptWords("temp") || tokens.acceptWords("temporary")) {
                throw refusal(Reason.NO_PLACE, "what is temporary goes with its connection");
            }
            boolean unique = tokens.acceptWords("unique");
            boolean virtual = !unique && tokens.acceptWords("virtual");
            if (tokens.acceptWords("table")) {
                table(tokens, virtual);
            } else if (tokens.acceptWords("index")) {
                index(named(tokens));
            } else if (tokens.acceptWords("view")) {
                view(named(tokens));
            } else {
                tokens.expectWords("trigger");
                trigger(named(tokens));
            }
        }

        /** What is to be made: whether it may be there, its name and the statement as SQLite keeps it. */
        private Made named(Tokens tokens) {
            String what = tokens.written(0, tokens.position())
                    .toUpperCase(Locale.ROOT)
                    .replaceAll("\\s+", " ");
            boolean lenient = tokens.acceptWords("if", "not", "exists");
            int at = SqliteScriptSchema.pastDatabase(tokens);
            String name = SqliteDdlReader.name(tokens);
            String kept =
                    what + " " + statement.text().substring(tokens.start(at)).strip();
            return new Made(tokens, lenient, name, kept);
        }

        private void table(Tokens tokens, boolean virtual) {
            Made made = named(tokens);
            if (schema.find(made.name).isPresent() && schema.isShadow(made.name)) {
                return;
            }
            isNew(made);
            if (virtual) {
                tokens.returnTo(3);
                virtualWithItsTables(tokens, made);
            } else if (tokens.atWords("as")) {
                throw refusal(Reason.NOT_UNDERSTOOD, "which columns that query has is known to SQLite only");
            } else if (schema.isShadow(made.name)) {
                schema.add(SqliteScriptSchema.foreign("shadow table", made.name, Optional.empty(), made.kept));
            } else {
                SqliteTableDdl table = SqliteDdlReader.table(statement.text());
                schema.add(new SqliteObject.Table(table));
                linesOf(table);
            }
        }

        private void linesOf(SqliteTableDdl table) {
            String place = "table " + table.name();
            line(place);
            lines.putColumns(
                    place,
                    statement,
                    DialectName.SQLITE,
                    table.columns().stream().map(SqliteTableDdl.Column::name).toList());
        }

        private void line(String place) {
            lines.put(place, statement.line());
        }

        private SqliteObject virtual(Tokens tokens) {
            int at = SqliteScriptSchema.pastDatabase(tokens);
            String name = SqliteDdlReader.name(tokens);
            String kept = "CREATE VIRTUAL TABLE " + tokens.written(at, tokens.size());
            line("virtual table " + name);
            return SqliteScriptSchema.foreign("virtual table", name, Optional.empty(), kept);
        }

        private void virtualWithItsTables(Tokens tokens, Made made) {
            tokens.acceptWords("if", "not", "exists");
            schema.add(virtual(tokens));
            tokens.expectWords("using");
            String module = SqliteDdlReader.name(tokens);
            Optional<List<String>> shadows = SqliteShadows.of(made.name, module, tokens);
            shadows.ifPresent(all -> all.forEach(sql -> {
                Tokens create = Tokens.of(sql, DialectName.SQLITE);
                schema.add(SqliteScriptSchema.foreign(
                        "shadow table", create.peek(2).value(), Optional.empty(), sql));
            }));
            if (shadows.isEmpty()) {
                rest(Reason.NOT_UNDERSTOOD, statement, "which tables " + module + " makes beside it is not known here");
            }
        }

        private void isNew(Made made) {
            if (SqliteNames.folded(made.name).startsWith("sqlite_")) {
                throw refusal(Reason.NO_STRUCTURE, "SQLite makes what is named so itself");
            }
            if (schema.find(made.name).isPresent()) {
                throw made.lenient
                        ? refusal(Reason.NO_STRUCTURE, made.name + " is there already, and stays as it is")
                        : refusal(Reason.NOT_UNDERSTOOD, made.name + " is there already, so SQLite refuses it");
            }
        }

        private void index(Made made) {
            isNew(made);
            SqliteIndexDdl index = SqliteDdlReader.index(statement.text());
            String table = schema.table(index.table()).name();
            schema.add(new SqliteObject.Index(
                    new SqliteIndexDdl(index.name(), table, index.uniqueness(), index.keys(), index.where())));
            line("table " + table + ", index " + index.name());
            line("index " + index.name());
        }

        private void view(Made made) {
            isNew(made);
            schema.add(new SqliteObject.View(made.name, made.kept));
            line("view " + made.name);
        }

        private void trigger(Made made) {
            if (schema.hasTrigger(made.name)) {
                throw made.lenient
                        ? refusal(Reason.NO_STRUCTURE, made.name + " is there already, and stays as it is")
                        : refusal(Reason.NOT_UNDERSTOOD, made.name + " is there already, so SQLite refuses it");
            }
            Tokens tokens = made.tokens;
            hasAnEnd(tokens);
            while (!tokens.atEnd() && !tokens.acceptWords("on")) {
                tokens.next();
            }
            String table = schema.relation(SqliteDdlReader.name(tokens)).name();
            schema.addTrigger(made.name, table, made.kept);
            line("trigger " + made.name);
        }

        /** Without one, all that follows it would be a part of it. */
        private void hasAnEnd(Tokens tokens) {
            int at = tokens.position();
            tokens.returnTo(tokens.size() - 1);
            tokens.expectWords("end");
            tokens.returnTo(at);
        }

        private void drop(Tokens tokens) {
            tokens.expectWords("drop");
            String type = tokens.next().text().toLowerCase(Locale.ROOT);
            boolean lenient = tokens.acceptWords("if", "exists");
            SqliteScriptSchema.pastDatabase(tokens);
            String name = SqliteDdlReader.name(tokens);
            if (!tokens.atEnd()) {
                throw tokens.unexpected("the end");
            }
            if (!schema.drop(type, name)) {
                String why = "there is no " + type + " " + name + " by then";
                throw refusal(lenient ? Reason.NO_STRUCTURE : Reason.NOT_UNDERSTOOD, why);
            }
        }
    }

    /** What a statement makes. */
    private record Made(Tokens tokens, boolean lenient, String name, String kept) {}
}
