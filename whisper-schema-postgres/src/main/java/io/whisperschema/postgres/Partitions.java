package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.TableForm.PartitionOf;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.TableSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tables that are parts of others: what they have from them is neither spelled nor changed on its own. */
final class Partitions {
    private final Situation situation;
    private final PostgresWords words;
    private final TableSql sql;

    Partitions(Situation situation, PostgresWords words) {
        this.situation = situation;
        this.words = words;
        this.sql = new TableSql(words);
    }

    /** The statement that creates a part of another table. */
    String create(CatalogTable table, PartitionOf place, List<ForeignKey> foreignKeys) {
        var lines = new ArrayList<String>();
        Optional<CatalogTable> whole = table(place.table());
        table.columns().stream().flatMap(column -> own(column, whole).stream()).forEach(lines::add);
        table.primaryKey()
                .filter(key -> whole.flatMap(CatalogTable::primaryKey).isEmpty())
                .ifPresent(key -> lines.add(sql.primaryKey(key)));
        table.uniques().forEach(unique -> lines.add(sql.unique(unique)));
        table.checks().stream()
                .filter(check -> whole.filter(one -> has(one, check)).isEmpty())
                .forEach(check -> lines.add(sql.check(check)));
        foreignKeys.forEach(key -> lines.add(sql.foreignKey(key)));
        return "CREATE TABLE " + words.qualified(table.name()) + " PARTITION OF " + words.qualified(place.table())
                + (lines.isEmpty() ? "" : " (\n  " + String.join(",\n  ", lines) + "\n)")
                + " " + place.bound()
                + table.form().partitionedBy().map(by -> " PARTITION BY " + by).orElse("");
    }

    private Optional<CatalogTable> table(String name) {
        return situation.to().table(name).or(() -> situation.from().table(name));
    }

    /** What a column has beyond the column of the whole. */
    private Optional<String> own(CatalogColumn column, Optional<CatalogTable> whole) {
        Optional<CatalogColumn> inherited = whole.flatMap(one -> one.column(column.name()));
        var options = new StringBuilder();
        if (!column.nullable() && inherited.filter(CatalogColumn::nullable).isPresent()) {
            options.append(" NOT NULL");
        }
        boolean numbered =
                inherited.filter(one -> one.identity() != Identity.NONE).isPresent();
        if (!numbered
                && !column.defaultValue().equals(inherited.flatMap(CatalogColumn::defaultValue))
                && column.generated().isEmpty()) {
            options.append(" DEFAULT ")
                    .append(column.defaultValue().map(sql::defaultValue).orElse("NULL"));
        }
        return options.isEmpty()
                ? Optional.empty()
                : Optional.of(Identifiers.quoted(column.name()) + " WITH OPTIONS" + options);
    }

    private static boolean has(CatalogTable whole, Check check) {
        return whole.checks().stream()
                .anyMatch(one -> one.name().equals(check.name())
                        || one.condition().canonical().equals(check.condition().canonical()));
    }

    /** The tasks without those that a part has done to it with the whole. */
    List<Task> withoutInherited(List<Task> tasks) {
        List<RelationalChange> changes = tasks.stream().map(Task::change).toList();
        return tasks.stream()
                .filter(task -> key(task.change())
                        .filter(key -> isInherited(key, changes))
                        .isEmpty())
                .toList();
    }

    private boolean isInherited(Key key, List<RelationalChange> changes) {
        Optional<String> whole = situation
                .from()
                .table(key.table())
                .flatMap(table -> table.form().partitionOf())
                .map(PartitionOf::table);
        return whole.isPresent()
                && changes.stream()
                        .flatMap(change -> key(change).stream())
                        .anyMatch(new Key(whole.get(), key.kind(), key.name())::equals);
    }

    /** By what a change of a part is the same as one of the whole. */
    private record Key(String table, Class<?> kind, String name) {}

    private static Optional<Key> key(RelationalChange change) {
        return Stream.of(column(change), constraint(change))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Key> column(RelationalChange change) {
        if (change instanceof RelationalChange.AddColumn one) {
            return Optional.of(new Key(one.table(), one.getClass(), one.column().name()));
        }
        if (change instanceof RelationalChange.DropColumn one) {
            return Optional.of(new Key(one.table(), one.getClass(), one.column().name()));
        }
        if (change instanceof RelationalChange.AlterColumn one) {
            return Optional.of(new Key(one.table(), one.getClass(), one.after().name()));
        }
        return change instanceof RelationalChange.RenameColumn one
                ? Optional.of(new Key(one.table(), one.getClass(), one.before()))
                : Optional.empty();
    }

    private static Optional<Key> constraint(RelationalChange change) {
        if (change instanceof RelationalChange.AddCheck one) {
            return one.check().name().map(name -> new Key(one.table(), one.getClass(), name));
        }
        if (change instanceof RelationalChange.DropCheck one) {
            return one.check().name().map(name -> new Key(one.table(), one.getClass(), name));
        }
        if (change instanceof RelationalChange.RenameConstraint one) {
            return Optional.of(new Key(one.table(), one.getClass(), one.before()));
        }
        return change instanceof RelationalChange.ValidateConstraint one
                ? Optional.of(new Key(one.table(), one.getClass(), one.name()))
                : Optional.empty();
    }
}
