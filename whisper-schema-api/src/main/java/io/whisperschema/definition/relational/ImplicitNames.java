package io.whisperschema.definition.relational;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that PostgreSQL gives to what a table has without a name. It takes another where one is taken already, and
 * refuses who comes later and wants the one that it gave.
 */
final class ImplicitNames {
    /** Columns that every table has. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "ctid", "xmin", "xmax", "cmin", "cmax");

    private static final int LONGEST = 63;

    private final Table table;
    private final Map<String, String> names = new TreeMap<>();

    private ImplicitNames(Table table) {
        this.table = table;
    }

    static boolean isSystemColumn(String name) {
        return SYSTEM_COLUMNS.contains(name);
    }

    /** By the name of an index or sequence, what has it. */
    static Map<String, String> ofRelations(Table table) {
        var implicit = new ImplicitNames(table);
        table.primaryKey().ifPresent(implicit::primaryKey);
        table.uniques().stream()
                .filter(unique -> unique.name().isEmpty())
                .forEach(unique -> implicit.key(unique.columns()));
        table.columns().stream()
                .filter(column -> column.identity() != Identity.NONE)
                .forEach(column -> implicit.sequence(column.name()));
        return implicit.names;
    }

    /** By the name of a check or of a column's not being null, what has it. */
    static Map<String, String> ofConditions(Table table) {
        var implicit = new ImplicitNames(table);
        table.checks().stream().filter(check -> check.name().isEmpty()).forEach(implicit::check);
        table.columns().stream()
                .filter(column -> !column.nullable())
                .forEach(column -> implicit.put(column.name(), "not_null", "column " + column.name()));
        return implicit.names;
    }

    private void primaryKey(PrimaryKey key) {
        Optional<PrimaryKey.Surrogate> surrogate = key.surrogate();
        if (surrogate.isPresent()) {
            sequence(surrogate.get().column());
        }
        if (surrogate.isPresent() || key.name().isEmpty()) {
            put("", "pkey", "primary key");
        }
        if (surrogate.isPresent() && key.name().isEmpty()) {
            key(key.columns());
        }
    }

    private void key(List<String> columns) {
        put(String.join("_", columns), "key", "unique (" + String.join(", ", columns) + ")");
    }

    private void sequence(String column) {
        put(column, "seq", "column " + column);
    }

    private void check(Check check) {
        Set<String> columns = ExpressionColumns.in(check.condition());
        put(columns.size() == 1 ? columns.iterator().next() : "", "check", "check");
    }

    private void put(String middle, String label, String what) {
        names.put(joined(middle, label), "table " + table.name() + ", " + what);
    }

    /** The longer of both parts is cut first. */
    private String joined(String middle, String label) {
        byte[] first = table.name().getBytes(StandardCharsets.UTF_8);
        byte[] second = clipped(middle.getBytes(StandardCharsets.UTF_8), LONGEST);
        int room = LONGEST - label.length() - 1 - (middle.isEmpty() ? 0 : 1);
        int ofFirst = first.length;
        int ofSecond = second.length;
        while (ofFirst + ofSecond > room) {
            if (ofFirst > ofSecond) {
                ofFirst--;
            } else {
                ofSecond--;
            }
        }
        return Stream.of(text(clipped(first, ofFirst)), text(clipped(second, ofSecond)), label)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("_"));
    }

    /** Not in the middle of a character. */
    private static byte[] clipped(byte[] text, int length) {
        int end = Math.min(length, text.length);
        while (end > 0 && end < text.length && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
