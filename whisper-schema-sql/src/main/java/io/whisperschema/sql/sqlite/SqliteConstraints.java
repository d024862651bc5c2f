package io.whisperschema.sql.sqlite;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.sql.ExpressionReader;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.SqliteConstraint;
import io.whisperschema.sql.SqliteKey;
import io.whisperschema.sql.SqliteTableDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The constraints of a table, read out of its statement. */
final class SqliteConstraints implements SqliteConstraint.Cases<SqliteConstraints> {
    private final SqliteTableDdl table;
    private final Map<String, SqliteTableDdl> tables;
    private @Nullable PrimaryKey primaryKey;
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<Unique> uniques = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Beyond> beyond = new ArrayList<>();

    private SqliteConstraints(SqliteTableDdl table, Map<String, SqliteTableDdl> tables) {
        this.table = table;
        this.tables = tables;
    }

    /** The constraints of that table among these. */
    static SqliteConstraints of(SqliteTableDdl table, Map<String, SqliteTableDdl> tables) {
        var constraints = new SqliteConstraints(table, tables);
        table.constraints().forEach(constraint -> constraint.match(constraints));
        table.columns().forEach(constraints::notNull);
        return constraints;
    }

    private void notNull(SqliteTableDdl.Column column) {
        column.conflict()
                .ifPresent(word -> beyond.add(new Beyond(
                        "not null on conflict " + word.toLowerCase(Locale.ROOT),
                        Identifiers.quoted(column.name()) + SqliteClauses.notNull(word))));
    }

    /** Whether the column is never null: declared so, a name of the row's own number, or in the key of certain tables. */
    static boolean refusesNull(SqliteTableDdl table, SqliteTableDdl.Column column, NativeType type) {
        boolean inKey = declared(table, keyOf(table)).contains(column.name());
        return column.nulls() == SqliteTableDdl.Nulls.REFUSED
                || isRowid(table, column, type)
                || (inKey && !table.options().isEmpty());
    }

    private static boolean isRowid(SqliteTableDdl table, SqliteTableDdl.Column column, NativeType type) {
        return type.text().equals("INTEGER")
                && !table.options().contains(SqliteTableDdl.Option.WITHOUT_ROWID)
                && declared(table, keyOf(table)).equals(List.of(column.name()))
                && column.numbering() != SqliteTableDdl.Numbering.NEVER;
    }

    private static List<String> keyOf(@Nullable SqliteTableDdl table) {
        return table == null
                ? List.of()
                : table.constraints().stream()
                        .filter(SqliteConstraint.PrimaryKey.class::isInstance)
                        .map(key -> ((SqliteConstraint.PrimaryKey) key).columns())
                        .findFirst()
                        .orElse(List.of());
    }

    Optional<PrimaryKey> primaryKey() {
        return Optional.ofNullable(primaryKey);
    }

    List<ForeignKey> foreignKeys() {
        return foreignKeys;
    }

    List<Unique> uniques() {
        return uniques;
    }

    List<Check> checks() {
        return checks;
    }

    /** What these constraints say that a catalog has no place for. */
    List<Beyond> beyond() {
        return beyond;
    }

    /**
     * What a catalog has no place for.
     *
     * @param what what it is
     * @param clause the words in the table's statement that say it
     */
    record Beyond(String what, String clause) {}

    @Override
    public SqliteConstraints primaryKey(SqliteConstraint.PrimaryKey key) {
        primaryKey = new PrimaryKey(key.name(), declared(key.columns()), Optional.empty());
        beyond("primary key", key.keys(), key.conflict(), clause(key));
        return this;
    }

    @Override
    public SqliteConstraints unique(SqliteConstraint.Unique unique) {
        uniques.add(new Unique(unique.name(), declared(unique.columns())));
        beyond("unique constraint", unique.keys(), unique.conflict(), SqliteClauses.unique(unique));
        return this;
    }

    /** Where {@code DESC} stands behind the column it means another key than in a constraint of the table. */
    private String clause(SqliteConstraint.PrimaryKey key) {
        return table.columns().stream()
                .filter(column -> column.numbering() == SqliteTableDdl.Numbering.NEVER)
                .map(column ->
                        Identifiers.quoted(column.name()) + " " + column.type() + " " + SqliteClauses.besideColumn(key))
                .findFirst()
                .orElseGet(() -> SqliteClauses.primaryKey(key, ""));
    }

    private void beyond(String what, List<SqliteKey> keys, Optional<String> conflict, String clause) {
        keys.stream()
                .flatMap(key -> key.collation().stream())
                .forEach(collation -> beyond.add(new Beyond("collation " + collation + " of " + what, clause)));
        if (keys.stream().anyMatch(key -> key.order() == Index.Order.DESCENDING)) {
            beyond.add(new Beyond("descending order of " + what, clause));
        }
        conflict.ifPresent(
                word -> beyond.add(new Beyond(what + " on conflict " + word.toLowerCase(Locale.ROOT), clause)));
    }

    /** As the column is declared: SQLite takes its name in any case. */
    private List<String> declared(List<String> columns) {
        return declared(table, columns);
    }

    private static List<String> declared(@Nullable SqliteTableDdl table, List<String> columns) {
        return columns.stream()
                .map(name -> table == null
                        ? name
                        : table.column(name).map(SqliteTableDdl.Column::name).orElse(name))
                .toList();
    }

    private @Nullable SqliteTableDdl referred(String name) {
        return tables.values().stream()
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public SqliteConstraints check(SqliteConstraint.Check check) {
        checks.add(new Check(check.name(), ExpressionReader.read(check.expression(), DialectName.SQLITE)));
        return this;
    }

    @Override
    public SqliteConstraints foreignKey(SqliteConstraint.ForeignKey key) {
        SqliteTableDdl target = referred(key.table());
        List<String> references = declared(target, key.references().isEmpty() ? keyOf(target) : key.references());
        if (references.size() == key.columns().size()) {
            foreignKeys.add(new ForeignKey(
                    key.name(),
                    declared(key.columns()),
                    target == null ? key.table() : target.name(),
                    references,
                    key.actions(),
                    Map.of(),
                    deferral(key.deferral())));
        } else {
            beyond.add(new Beyond(
                    "foreign key to " + key.table() + ", which has no such key", SqliteClauses.foreignKey(key)));
        }
        return this;
    }

    private static Deferral deferral(SqliteConstraint.Deferral deferral) {
        return switch (deferral) {
            case NOT_DEFERRABLE -> Deferral.NOT_DEFERRABLE;
            case INITIALLY_IMMEDIATE -> Deferral.DEFERRABLE;
            case INITIALLY_DEFERRED -> Deferral.INITIALLY_DEFERRED;
        };
    }
}
