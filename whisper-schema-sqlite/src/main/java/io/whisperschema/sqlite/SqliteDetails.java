package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.SqliteConstraint;
import io.whisperschema.sql.SqliteDdlReader;
import io.whisperschema.sql.SqliteTableDdl;
import io.whisperschema.sql.TableSql;
import io.whisperschema.sql.sqlite.SqliteClauses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the statement of a table says beyond its catalog, read out of the foreign objects in which the inspector put it,
 * so that a rebuild says it again.
 */
final class SqliteDetails implements SqliteConstraint.Cases<SqliteDetails> {
    private static final String TRIGGER = "trigger";

    private final List<SqliteConstraint.PrimaryKey> primaryKeys = new ArrayList<>();
    private final List<SqliteConstraint.Unique> uniques = new ArrayList<>();
    private final Map<List<String>, List<String>> danglingKeys = new HashMap<>();
    private final Map<String, String> nullConflicts = new HashMap<>();
    private final Set<String> keysBesideColumns = new HashSet<>();
    private String definition = "";

    private SqliteDetails() {}

    /** The details of that table. */
    static SqliteDetails of(RelationalCatalog catalog, String table) {
        var details = new SqliteDetails();
        catalog.foreignObjects().stream()
                .filter(object -> !object.type().equals(TRIGGER))
                .filter(object -> object.table().equals(Optional.of(table)))
                .flatMap(object -> object.definition().stream())
                .forEach(details::read);
        return details;
    }

    private void read(String written) {
        definition = written;
        SqliteTableDdl ddl = SqliteDdlReader.table("CREATE TABLE detail (beside, " + written + ")");
        ddl.constraints().forEach(constraint -> constraint.match(this));
        ddl.columns().forEach(this::column);
    }

    private void column(SqliteTableDdl.Column column) {
        column.conflict().ifPresent(word -> nullConflicts.put(column.name(), word));
        if (column.numbering() == SqliteTableDdl.Numbering.NEVER) {
            keysBesideColumns.add(column.name());
        }
    }

    @Override
    public SqliteDetails primaryKey(SqliteConstraint.PrimaryKey key) {
        primaryKeys.add(key);
        return this;
    }

    @Override
    public SqliteDetails unique(SqliteConstraint.Unique unique) {
        uniques.add(unique);
        return this;
    }

    /** A catalog knows all of a check. */
    @Override
    public SqliteDetails check(SqliteConstraint.Check check) {
        return this;
    }

    @Override
    public SqliteDetails foreignKey(SqliteConstraint.ForeignKey key) {
        danglingKeys
                .computeIfAbsent(key.columns(), columns -> new ArrayList<>())
                .add(definition);
        return this;
    }

    /** Whether it is declared {@code PRIMARY KEY DESC}, which behind a column makes no other name of the row's number. */
    boolean isKeyBesideColumn(CatalogColumn column) {
        return keysBesideColumns.contains(column.name()) && column.type().text().equals("INTEGER");
    }

    /** The statement that creates the table with these details, as far as it still has what they are about. */
    String create(CatalogTable table) {
        var clauses = new ArrayList<String>();
        Map<String, String> besideColumns = notNulls(table);
        CatalogTable rest = without(besideColumns, table);
        rest = withoutUniques(withoutPrimaryKey(rest, besideColumns, clauses), clauses);
        danglingKeys.forEach((columns, definitions) -> {
            if (columns.stream().allMatch(column -> table.column(column).isPresent())) {
                clauses.addAll(definitions);
            }
        });
        return new TableSql(new Words(besideColumns)).create(rest, rest.foreignKeys(), clauses);
    }

    private CatalogTable withoutPrimaryKey(
            CatalogTable table, Map<String, String> besideColumns, List<String> clauses) {
        Optional<SqliteConstraint.PrimaryKey> found = primaryKeys.stream()
                .filter(key -> table.primaryKey().map(PrimaryKey::columns).equals(Optional.of(key.columns())))
                .findFirst();
        if (found.isEmpty()) {
            return table;
        }
        Optional<CatalogColumn> beside = table.columns().stream()
                .filter(column -> found.get().columns().contains(column.name()) && isKeyBesideColumn(column))
                .findFirst();
        if (beside.isPresent()) {
            besideColumns.merge(beside.get().name(), " " + SqliteClauses.besideColumn(found.get()), String::concat);
            return table.withPrimaryKey(Optional.empty());
        }
        boolean numbered = table.columns().stream().anyMatch(column -> column.identity() != Identity.NONE);
        clauses.add(SqliteClauses.primaryKey(found.get(), numbered ? " AUTOINCREMENT" : ""));
        return table.withPrimaryKey(Optional.empty())
                .withColumns(
                        table.columns().stream().map(SqliteDetails::unnumbered).toList());
    }

    private static CatalogColumn unnumbered(CatalogColumn column) {
        return column.identity() == Identity.NONE
                ? column
                : new CatalogColumn(
                        column.name(),
                        column.type(),
                        column.nullable(),
                        column.defaultValue(),
                        Identity.NONE,
                        column.generated(),
                        column.collation(),
                        column.comment());
    }

    private CatalogTable withoutUniques(CatalogTable table, List<String> clauses) {
        var plain = new ArrayList<Unique>();
        for (Unique unique : table.uniques()) {
            uniques.stream()
                    .filter(one ->
                            one.columns().equals(unique.columns()) && one.name().equals(unique.name()))
                    .findFirst()
                    .ifPresentOrElse(one -> clauses.add(SqliteClauses.unique(one)), () -> plain.add(unique));
        }
        return table.withUniques(plain);
    }

    private Map<String, String> notNulls(CatalogTable table) {
        var found = new HashMap<String, String>();
        table.columns().stream()
                .filter(column -> !column.nullable())
                .forEach(column -> Optional.ofNullable(nullConflicts.get(column.name()))
                        .ifPresent(word -> found.put(column.name(), SqliteClauses.notNull(word))));
        return found;
    }

    /** The words take over what is left out here. */
    private static CatalogTable without(Map<String, String> notNulls, CatalogTable table) {
        return table.withColumns(table.columns().stream()
                .map(column -> notNulls.containsKey(column.name()) ? nullable(column) : column)
                .toList());
    }

    private static CatalogColumn nullable(CatalogColumn column) {
        return new CatalogColumn(
                column.name(),
                column.type(),
                true,
                column.defaultValue(),
                column.identity(),
                column.generated(),
                column.collation(),
                column.comment());
    }

    /**
     * SQLite's words, with more to say of some columns.
     *
     * @param besideColumns what stands behind the type, by column
     */
    private record Words(Map<String, String> besideColumns) implements TableSql.Words {
        @Override
        public ExpressionWriter.Style style() {
            return SqliteWords.WORDS.style();
        }

        @Override
        public String qualified(String name) {
            return SqliteWords.WORDS.qualified(name);
        }

        @Override
        public String referred(String table) {
            return SqliteWords.WORDS.referred(table);
        }

        @Override
        public String newIndex(String name) {
            return SqliteWords.WORDS.newIndex(name);
        }

        @Override
        public boolean keysRefuseNull() {
            return SqliteWords.WORDS.keysRefuseNull();
        }

        @Override
        public Optional<Expression> defaultValue(CatalogColumn column) {
            return SqliteWords.WORDS.defaultValue(column);
        }

        @Override
        public TableSql.TypeClause type(CatalogColumn column) {
            TableSql.TypeClause plain = SqliteWords.WORDS.type(column);
            String more = besideColumns.getOrDefault(column.name(), "");
            return new TableSql.TypeClause(plain.sql() + more, plain.holdsKey());
        }
    }
}
