package io.whisperschema.sql.sqlite;

import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.ScriptRefusal;
import io.whisperschema.sql.SqliteTableDdl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a script has made of one database so far. */
final class SqliteScriptSchema {
    /** Tables, views and indexes, which share their names. */
    private final Map<String, SqliteObject> objects = new LinkedHashMap<>();

    private final Map<String, ForeignObject> triggers = new LinkedHashMap<>();

    /** What else tables held before the first statement, under their names. */
    private final List<ForeignObject> clauses = new ArrayList<>();

    /** Goes past the name of the main database, if that precedes a name, and says where the name stands. */
    static int pastDatabase(Tokens tokens) {
        if (tokens.peek(1).isSign(".")) {
            String database = tokens.next().value();
            if (!SqliteNames.same(database, "main")) {
                throw ScriptRefusal.of(Reason.NO_PLACE, "it is about database " + database + ", and this reads main");
            }
            tokens.expectSign(".");
        }
        return tokens.position();
    }

    static SqliteObject foreign(String type, String name, Optional<String> table, String sql) {
        return new SqliteObject.Foreign(new ForeignObject(type, name, table, Optional.of(sql)));
    }

    void add(SqliteObject object) {
        objects.put(SqliteNames.folded(object.name()), object);
    }

    void hold(ForeignObject object) {
        if (object.type().equals("trigger")) {
            triggers.put(SqliteNames.folded(object.name()), object);
        } else if (object.table().isPresent()) {
            clauses.add(object);
        } else {
            add(new SqliteObject.Foreign(object));
        }
    }

    void addTrigger(String name, String table, String sql) {
        triggers.put(
                SqliteNames.folded(name), new ForeignObject("trigger", name, Optional.of(table), Optional.of(sql)));
    }

    boolean hasTrigger(String name) {
        return triggers.containsKey(SqliteNames.folded(name));
    }

    Optional<SqliteObject> find(String name) {
        return Optional.ofNullable(objects.get(SqliteNames.folded(name)));
    }

    /** Whether a table of that name belongs to a virtual table that is there. */
    boolean isShadow(String name) {
        int end = name.lastIndexOf('_');
        return end > 0
                && SqliteShadows.SUFFIXES.contains(name.substring(end + 1))
                && find(name.substring(0, end))
                        .filter(SqliteScriptSchema::isVirtual)
                        .isPresent();
    }

    private static boolean isVirtual(SqliteObject object) {
        return object instanceof SqliteObject.Foreign foreign
                && foreign.object().type().equals("virtual table");
    }

    /** The table or view of that name. */
    SqliteObject relation(String name) {
        return find(name)
                .filter(object -> !(object instanceof SqliteObject.Index))
                .orElseThrow(() -> misfit("there is no table " + name + " by then"));
    }

    SqliteTableDdl table(String name) {
        if (relation(name) instanceof SqliteObject.Table table) {
            return table.ddl();
        }
        throw misfit(name + " is no table of rows");
    }

    static ScriptRefusal misfit(String why) {
        return ScriptRefusal.of(Reason.NOT_UNDERSTOOD, why);
    }

    boolean drop(String type, String name) {
        if (type.equals("trigger")) {
            return triggers.remove(SqliteNames.folded(name)) != null;
        }
        boolean there = find(name).filter(object -> isOf(type, object)).isPresent();
        if (there) {
            objects.remove(SqliteNames.folded(name));
            dropWhatIsOf(name);
        }
        return there;
    }

    private static boolean isOf(String type, SqliteObject object) {
        return switch (type) {
            case "table" -> object instanceof SqliteObject.Table || object instanceof SqliteObject.Foreign;
            case "view" -> object instanceof SqliteObject.View;
            case "index" -> object instanceof SqliteObject.Index;
            default -> false;
        };
    }

    private void dropWhatIsOf(String table) {
        triggers.values().removeIf(trigger -> isOfTable(table, trigger));
        clauses.removeIf(clause -> isOfTable(table, clause));
        objects.values()
                .removeIf(object -> object instanceof SqliteObject.Index index
                        && SqliteNames.same(index.ddl().table(), table));
        objects.values()
                .removeIf(object -> object instanceof SqliteObject.Foreign foreign
                        && foreign.object().type().equals("shadow table")
                        && SqliteNames.folded(object.name()).startsWith(SqliteNames.folded(table) + "_"));
    }

    private static boolean isOfTable(String table, ForeignObject object) {
        return object.table().filter(of -> SqliteNames.same(of, table)).isPresent();
    }

    /** Puts another in the place of each object, under its own name. */
    void replaceAll(UnaryOperator<SqliteObject> change) {
        List<SqliteObject> changed = objects.values().stream().map(change).toList();
        objects.clear();
        changed.forEach(this::add);
    }

    void replaceTriggers(UnaryOperator<ForeignObject> change) {
        triggers.replaceAll((name, trigger) -> change.apply(trigger));
    }

    List<ForeignObject> triggers() {
        return List.copyOf(triggers.values());
    }

    List<SqliteObject> objects() {
        return List.copyOf(objects.values());
    }

    RelationalCatalog catalog() {
        var all = new ArrayList<>(objects.values());
        triggers.values().forEach(trigger -> all.add(new SqliteObject.Foreign(trigger)));
        clauses.forEach(clause -> all.add(new SqliteObject.Foreign(clause)));
        return SqliteCatalog.of(all, Facts.none("SQLite"));
    }
}
