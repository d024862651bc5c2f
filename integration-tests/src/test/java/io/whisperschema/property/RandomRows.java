package io.whisperschema.property;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows at random: those of them that the database takes. */
final class RandomRows {
    private static final int ROUNDS = 2;

    private final Chance chance;
    private final Values values;
    private final Reading reading;
    private final SchemaDefinition definition;
    private final Map<String, List<Map<String, String>>> there = new HashMap<>();

    RandomRows(Chance chance, Target target, SchemaDefinition definition) {
        this.chance = chance;
        this.values = new Values(chance);
        this.reading = new Reading(target);
        this.definition = definition;
    }

    /** Tries that many rows a table; a table may refer to one that comes later, so all get a second turn. */
    void fill(Connection connection, int most) throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            for (Table table : definition.relational().tables()) {
                insert(connection, table, most / ROUNDS);
            }
        }
    }

    private void insert(Connection connection, Table table, int many) throws SQLException {
        List<Column> columns = table.columns().stream()
                .filter(column -> column.generated().isEmpty())
                .toList();
        try (PreparedStatement insert = connection.prepareStatement(insertion(table, columns))) {
            for (int i = 0; i < many; i++) {
                Map<String, String> row = row(table, columns);
                for (int at = 0; at < columns.size(); at++) {
                    Column column = columns.get(at);
                    reading.set(insert, at + 1, column.type(), Optional.ofNullable(row.get(column.name())));
                }
                if (isTaken(insert)) {
                    there.computeIfAbsent(table.name(), name -> new ArrayList<>())
                            .add(row);
                }
            }
        }
    }

    private String insertion(Table table, List<Column> columns) {
        return columns.stream()
                        .map(column -> RandomColumns.quoted(column.name()))
                        .collect(Collectors.joining(
                                ", ", "INSERT INTO " + RandomColumns.quoted(table.name()) + " (", ")"))
                + (reading.target().isPostgres() ? " OVERRIDING SYSTEM VALUE" : "")
                + columns.stream()
                        .map(column -> reading.placeholder(column.type()))
                        .collect(Collectors.joining(", ", " VALUES (", ")"));
    }

    /** What does not meet the table's rules is no row of it. */
    private static boolean isTaken(PreparedStatement insert) {
        try {
            insert.executeUpdate();
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    private Map<String, String> row(Table table, List<Column> columns) {
        var row = new LinkedHashMap<String, String>();
        for (Column column : columns) {
            if (!column.nullable() || !chance.oneIn(4)) {
                row.put(column.name(), value(table, column));
            }
        }
        table.foreignKeys().forEach(key -> refer(key, row));
        return row;
    }

    private void refer(ForeignKey key, Map<String, String> row) {
        Optional<Map<String, String>> target =
                chance.oneIn(4) ? Optional.empty() : chance.perhaps(there.getOrDefault(key.table(), List.of()));
        for (int i = 0; i < key.columns().size(); i++) {
            String column = key.columns().get(i);
            String referred = key.references().get(i);
            row.remove(column);
            target.flatMap(one -> Optional.ofNullable(one.get(referred))).ifPresent(value -> row.put(column, value));
        }
    }

    /** Often what a condition names, else none would be met. */
    private String value(Table table, Column column) {
        List<String> named = chance.oneIn(3) ? named(table, column) : List.of();
        return chance.perhaps(named).orElseGet(() -> values.of(column.type()));
    }

    private static List<String> named(Table table, Column column) {
        return table.checks().stream()
                .flatMap(check -> check.condition() instanceof Expression.In in
                                && in.value().equals(Expression.column(column.name()))
                        ? in.items().stream()
                        : java.util.stream.Stream.empty())
                .flatMap(item -> item instanceof Expression.Text text
                        ? java.util.stream.Stream.of(text.value())
                        : java.util.stream.Stream.empty())
                .toList();
    }
}
