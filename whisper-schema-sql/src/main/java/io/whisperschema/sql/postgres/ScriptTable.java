package io.whisperschema.sql.postgres;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.catalog.Unfinished;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.sql.ExpressionReader;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.PostgresAlteration.Persistence;
import io.whisperschema.sql.PostgresColumn;
import io.whisperschema.sql.PostgresConstraint.Beyond;
import io.whisperschema.sql.ScriptRefusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table while a script is read; expressions stay words until all columns are known. */
final class ScriptTable {
    /** What a type says of length and precision. */
    private static final Pattern UNKEPT = Pattern.compile("\\([^)]*\\)");

    String name;
    final List<ScriptColumn> columns = new ArrayList<>();

    @Nullable
    Key primaryKey;

    final Map<String, Key> uniques = ScriptSchema.sorted();
    final Map<String, String> checks = ScriptSchema.sorted();
    final Map<String, ForeignKey> foreignKeys = ScriptSchema.sorted();
    final Map<String, String> exclusions = ScriptSchema.sorted();
    final Map<String, ScriptIndex> indexes = ScriptSchema.sorted();
    final Set<String> unproven = new HashSet<>();
    final Map<String, Set<Beyond>> beyond = new TreeMap<>();
    final Set<String> keysToOtherSchemas = new HashSet<>();
    Persistence persistence = Persistence.LOGGED;
    /** The tables whose queries give its rows too; a partition is another matter. */
    List<String> parents = List.of();

    Optional<String> partitionedBy = Optional.empty();
    Optional<TableForm.PartitionOf> partitionOf = Optional.empty();
    Optional<String> comment = Optional.empty();

    ScriptTable(String name) {
        this.name = name;
    }

    /**
     * A primary key or a unique constraint.
     *
     * @param name its name
     * @param columns its columns
     * @param included the columns that its index holds besides
     * @param nulls whether nulls differ
     * @param deferral when it is checked
     */
    record Key(String name, List<String> columns, List<String> included, Unique.Nulls nulls, Deferral deferral) {
        Key renamed(String before, String after) {
            return new Key(
                    name,
                    ScriptTable.renamed(columns, before, after),
                    ScriptTable.renamed(included, before, after),
                    nulls,
                    deferral);
        }

        Key named(String changed) {
            return new Key(changed, columns, included, nulls, deferral);
        }
    }

    Optional<Key> key() {
        return Optional.ofNullable(primaryKey);
    }

    ScriptColumn column(String wanted) {
        return find(wanted).orElseThrow(() -> ScriptRefusal.misfit("table " + name + " has no column " + wanted));
    }

    Optional<ScriptColumn> find(String wanted) {
        return columns.stream().filter(column -> column.name.equals(wanted)).findFirst();
    }

    List<String> columnNames() {
        return columns.stream().map(column -> column.name).toList();
    }

    boolean hasConstraint(String wanted) {
        return key().filter(key -> key.name().equals(wanted)).isPresent()
                || uniques.containsKey(wanted)
                || checks.containsKey(wanted)
                || foreignKeys.containsKey(wanted)
                || exclusions.containsKey(wanted)
                || keysToOtherSchemas.contains(wanted);
    }

    void dropConstraint(String gone) {
        if (key().filter(key -> key.name().equals(gone)).isPresent()) {
            primaryKey = null;
        }
        uniques.remove(gone);
        checks.remove(gone);
        foreignKeys.remove(gone);
        exclusions.remove(gone);
        keysToOtherSchemas.remove(gone);
        unproven.remove(gone);
        beyond.remove(gone);
    }

    /** The constraints that go if that column goes. */
    List<String> constraintsNaming(String column) {
        var names = new ArrayList<String>();
        keys().filter(key -> key.columns().contains(column) || key.included().contains(column))
                .forEach(key -> names.add(key.name()));
        checks.forEach((check, condition) -> {
            if (ScriptExpressions.names(condition, column)) {
                names.add(check);
            }
        });
        foreignKeys.forEach((key, one) -> {
            if (one.columns().contains(column)) {
                names.add(key);
            }
        });
        exclusions.forEach((exclusion, definition) -> {
            if (ScriptExpressions.names(definition, column)) {
                names.add(exclusion);
            }
        });
        return names;
    }

    void renameColumn(String before, String after) {
        column(before).name = after;
        columns.forEach(column -> column.generated = column.generated.map(one -> new PostgresColumn.Generated(
                ScriptExpressions.renamed(one.expression(), before, after), one.storage())));
        primaryKey = key().map(key -> key.renamed(before, after)).orElse(null);
        uniques.replaceAll((same, key) -> key.renamed(before, after));
        checks.replaceAll((same, condition) -> ScriptExpressions.renamed(condition, before, after));
        exclusions.replaceAll((same, definition) -> ScriptExpressions.renamed(definition, before, after));
        indexes.replaceAll((same, index) -> index.renamed(before, after));
        partitionedBy = partitionedBy.map(by -> ScriptExpressions.renamed(by, before, after));
        foreignKeys.replaceAll((same, key) ->
                ScriptConstraints.keyOf(key, renamed(key.columns(), before, after), key.table(), key.references()));
    }

    void renameConstraint(String before, String after) {
        primaryKey = key().map(key -> key.name().equals(before) ? key.named(after) : key)
                .orElse(null);
        renameEntry(uniques, before, after);
        uniques.computeIfPresent(after, (same, key) -> key.named(after));
        renameEntry(checks, before, after);
        renameEntry(foreignKeys, before, after);
        foreignKeys.computeIfPresent(after, (same, key) -> key.named(after));
        renameEntry(exclusions, before, after);
        renameEntry(beyond, before, after);
        if (unproven.remove(before)) {
            unproven.add(after);
        }
    }

    /** A default that takes its numbers from that sequence. */
    void renameSequence(String before, String after) {
        columns.forEach(column -> column.defaultText = column.defaultText.map(text -> ScriptExpressions.sequenceOf(text)
                .filter(sequence -> sequence.name().equals(before))
                .map(sequence -> ScriptColumns.nextNumber(sequence.schema().orElse(""), after))
                .orElse(text)));
    }

    /** The names that its keys, constraints and indexes take. */
    List<String> names() {
        var names = new ArrayList<String>();
        keys().forEach(key -> names.add(key.name()));
        names.addAll(checks.keySet());
        names.addAll(foreignKeys.keySet());
        names.addAll(exclusions.keySet());
        names.addAll(indexes.keySet());
        return names;
    }

    static <T> void renameEntry(Map<String, T> map, String before, String after) {
        T entry = map.remove(before);
        if (entry != null) {
            map.put(after, entry);
        }
    }

    /** Another table's column has another name. */
    void renameReferences(String table, String before, String after) {
        foreignKeys.replaceAll((same, key) -> key.table().equals(table)
                ? ScriptConstraints.keyOf(key, key.columns(), table, renamed(key.references(), before, after))
                : key);
    }

    private static List<String> renamed(List<String> columns, String before, String after) {
        return columns.stream()
                .map(column -> column.equals(before) ? after : column)
                .toList();
    }

    /** The columns that another table may refer to without naming them. */
    List<String> keyColumns() {
        return key().map(Key::columns)
                .orElseThrow(() -> ScriptRefusal.misfit("table " + name + " has no primary key to refer to"));
    }

    /** The table as a catalog has it. */
    CatalogTable read(ScriptSequences sequences) {
        return IndexCollations.saidOnlyWhereOther(new CatalogTable(
                name,
                columns.stream().map(column -> column(column, sequences)).toList(),
                key().map(key -> new PrimaryKey(Optional.of(key.name()), key.columns(), Optional.empty())),
                List.copyOf(foreignKeys.values()),
                uniques.values().stream()
                        .map(key -> new Unique(Optional.of(key.name()), key.columns(), key.nulls(), key.deferral()))
                        .toList(),
                checks.entrySet().stream()
                        .map(check -> new Check(Optional.of(check.getKey()), read(check.getValue())))
                        .toList(),
                exclusions.entrySet().stream()
                        .map(one -> new Exclusion(one.getKey(), one.getValue()))
                        .toList(),
                indexes.values().stream().map(index -> index.read(this)).toList(),
                new TableForm(Set.of(), partitionedBy, partitionOf),
                new Unfinished(unproven, invalid()),
                comment));
    }

    private Set<String> invalid() {
        return indexes.values().stream()
                .filter(ScriptIndex::isIncomplete)
                .map(ScriptIndex::name)
                .collect(Collectors.toSet());
    }

    /** An expression over this table's columns. */
    Expression read(String sql) {
        var types = new HashMap<String, String>();
        columns.forEach(column -> types.put(column.name, column.type));
        var portable = new HashMap<String, ColumnType>();
        columns.forEach(column ->
                PostgresTypes.read(column.type).portable().ifPresent(type -> portable.put(column.name, type)));
        return PostgresLiterals.WRITTEN.expression(
                ExpressionReader.read(ScriptExpressions.cut(sql), DialectName.POSTGRES, types), portable);
    }

    private CatalogColumn column(ScriptColumn column, ScriptSequences sequences) {
        NativeType type = PostgresTypes.read(column.type);
        boolean serial = !column.nullable && sequences.areSerial(name, column);
        return new CatalogColumn(
                column.name,
                type,
                column.nullable,
                serial
                        ? Optional.empty()
                        : column.defaultText
                                .map(text -> defaultValue(text, type))
                                .filter(PostgresLiterals::isSomething),
                serial ? Identity.SERIAL : column.kind(),
                column.generated.map(one -> new Generated(read(one.expression()), one.storage())),
                column.collation,
                column.comment);
    }

    /** The server gives a text the column's type, and prints it so. */
    private static Expression defaultValue(String text, NativeType type) {
        Expression value = ExpressionReader.readDefault(text, DialectName.POSTGRES);
        if (value instanceof Expression.Text) {
            String unlimited = UNKEPT.matcher(type.text()).replaceFirst("");
            String typed = ExpressionWriter.write(value, ExpressionWriter.Style.POSTGRES) + "::"
                    + (unlimited.equals("character") ? "bpchar" : unlimited);
            value = ExpressionReader.readDefault(typed, DialectName.POSTGRES);
        }
        return PostgresLiterals.WRITTEN.defaultValue(value, type);
    }

    /** What a catalog has no place for, as inspecting a database lists it. */
    List<ForeignObject> beyond(ScriptSequences sequences) {
        var objects = new ArrayList<ForeignObject>();
        if (persistence == Persistence.UNLOGGED) {
            objects.add(beyond("unlogged table", name));
        }
        if (!parents.isEmpty()) {
            objects.add(beyond("inheriting table", name));
        }
        columns.stream()
                .filter(column -> column.isNumberedInItsOwnWay() || sequences.countInTheirOwnWay(name, column))
                .forEach(column -> objects.add(beyond("numbering of column", column.name)));
        key().filter(key -> key.deferral() != Deferral.NOT_DEFERRABLE)
                .ifPresent(key -> objects.add(beyond("deferrable primary key", key.name())));
        keys().filter(key -> !key.included().isEmpty())
                .forEach(key -> objects.add(beyond("included columns of constraint", key.name())));
        beyond.forEach((constraint, what) -> objects.add(beyond(words(what) + " of constraint", constraint)));
        keysToOtherSchemas.forEach(key -> objects.add(beyond("foreign key to another schema", key)));
        indexes.values().stream()
                .filter(ScriptIndex::hasOwnStorage)
                .forEach(index -> objects.add(beyond("storage options of index", index.name())));
        return objects;
    }

    private Stream<Key> keys() {
        return Stream.concat(key().stream(), uniques.values().stream());
    }

    private static String words(Collection<Beyond> what) {
        return what.stream().sorted().map(Beyond::words).collect(Collectors.joining(", "));
    }

    private ForeignObject beyond(String type, String what) {
        return new ForeignObject(type, what, Optional.of(name));
    }
}
