package io.whisperschema.sql.postgres;

import io.whisperschema.sql.PostgresName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The names in a schema, and those that PostgreSQL gives to what has none. */
final class ScriptNames {
    private static final int BYTES = 63;

    private final Set<String> relations = new HashSet<>();
    private final Set<String> constraints = new HashSet<>();

    /** A table, index, sequence or view takes that name. */
    void relation(String name) {
        relations.add(name);
    }

    /** A constraint takes that name. */
    void constraint(String name) {
        constraints.add(name);
    }

    /** A constraint or the relation of that name is gone. */
    void free(String name) {
        relations.remove(name);
        constraints.remove(name);
    }

    boolean isRelation(String name) {
        return relations.contains(name);
    }

    /** The name for a sequence or for an index, whether a constraint's or not. */
    String newRelation(String table, List<String> columns, String label) {
        return free(table, joined(columns), label, name -> relations.contains(name) || constraints.contains(name));
    }

    /** The name for a constraint without an index. */
    String newConstraint(String table, List<String> columns, String label) {
        return free(table, String.join("_", columns), label, constraints::contains);
    }

    /** The columns of an index, numbered where two are called alike. */
    private static String joined(List<String> columns) {
        var distinct = new ArrayList<String>();
        for (String column : columns) {
            String name = column;
            for (int number = 1; distinct.contains(name); number++) {
                name = column + number;
            }
            distinct.add(name);
        }
        return String.join("_", distinct);
    }

    private static String free(String table, String columns, String label, Predicate<String> taken) {
        String name = made(table, columns, label);
        for (int number = 1; taken.test(name); number++) {
            name = made(table, columns, label + number);
        }
        return name;
    }

    /** As the server does: of table and columns, the longer is cut until all fits. */
    private static String made(String table, String columns, String label) {
        int room = BYTES - label.length() - (columns.isEmpty() ? 1 : 2);
        int first = bytes(table);
        int second = bytes(columns);
        while (first + second > room) {
            if (first > second) {
                first--;
            } else {
                second--;
            }
        }
        String start = PostgresName.cut(table, first);
        return (columns.isEmpty() ? start : start + "_" + PostgresName.cut(columns, second)) + "_" + label;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
