package io.whisperschema.jooq;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.spi.RelationalStore;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/**
 * The tables of a definition as jOOQ tables, and a {@code DSLContext} on the store that holds them.
 *
 * <p>A column has the same Java type on each store: {@code String}, {@code Integer}, {@code Long}, {@code Double},
 * {@code BigDecimal}, {@code Boolean}, {@code OffsetDateTime} (read in UTC), {@code LocalDate}, {@code JSON},
 * {@code JSONB}, {@code byte[]}, {@code UUID}, or an array of one of them. A value that the database cannot hold, or
 * holds but not of that type, is a {@code DataTypeException} that names the column.
 *
 * <p>On SQLite times, long decimals, JSON, UUIDs and arrays are text: they compare by their characters, which is the order of
 * times but not of long decimals, and {@code -0.0} becomes {@code 0.0}.
 *
 * <p>Immutable; as safe for use by several threads as the store's connections.
 */
public final class JooqSchema {
    private final String name;
    private final Map<String, DeclaredTable> tables;
    private final DSLContext context;

    private JooqSchema(String name, Map<String, DeclaredTable> tables, DSLContext context) {
        this.name = name;
        this.tables = tables;
        this.context = context;
    }

    /**
     * What the definition is on that store. Asks no server.
     *
     * @throws IllegalArgumentException if the store is not of SQLite or PostgreSQL, or is not reached through JDBC
     */
    public static JooqSchema of(SchemaDefinition definition, RelationalStore store) {
        var dialect = requireNonNull(store).dialect();
        ColumnTypes types = ColumnTypes.of(dialect.name());
        var configuration = new DefaultConfiguration();
        configuration.setSQLDialect(types.dialect());
        configuration.setConnectionProvider(new StoreConnections(store.connections(Connection.class)));
        configuration.setTransactionProvider(new StoreTransactions());
        return new JooqSchema(
                definition.name(),
                TableMaker.make(definition, store.spell(definition), types, dialect.qualifier()),
                configuration.dsl());
    }

    /**
     * Where statements are made and run. Each statement takes a connection of the store and gives it back;
     * {@code transaction} keeps one. A connection that comes without autocommit is in a transaction of the host's: nothing
     * commits it here, and {@code transaction} is a savepoint in it.
     */
    public DSLContext context() {
        return context;
    }

    /** Its tables and views, in the order of the definition. */
    public List<Table<Record>> tables() {
        return List.copyOf(tables.values());
    }

    /**
     * The table or view of that name. A view has no fields here: name them with {@code DSL.field}.
     *
     * @throws IllegalArgumentException if there is none, with the names that there are
     */
    public Table<Record> table(String table) {
        return declared(table);
    }

    /**
     * The column of that name.
     *
     * @throws IllegalArgumentException if there is none, with the names that there are
     */
    public TableField<Record, ?> field(String table, String column) {
        DeclaredTable declared = declared(table);
        if (declared.field(DSL.name(column)) == null) {
            throw new IllegalArgumentException("Table " + table + " of definition " + name + " has no column " + column
                    + ". It has " + listed(Arrays.stream(declared.fields()).map(Field::getName)) + ".");
        }
        return declared.column(column);
    }

    /**
     * The column of that name, whose values have that Java type.
     *
     * @throws IllegalArgumentException if there is none, or if its values have another type
     */
    public <T> TableField<Record, T> field(String table, String column, Class<T> type) {
        TableField<Record, ?> field = field(table, column);
        if (field.getType() != requireNonNull(type)) {
            throw new IllegalArgumentException("Column " + column + " of table " + table + " has values of type "
                    + field.getType().getSimpleName() + ", none of " + type.getSimpleName() + ".");
        }
        @SuppressWarnings("unchecked")
        var typed = (TableField<Record, T>) field;
        return typed;
    }

    private DeclaredTable declared(String table) {
        return Optional.ofNullable(tables.get(requireNonNull(table)))
                .orElseThrow(() -> new IllegalArgumentException("Definition " + name + " has no table " + table
                        + ". It has " + listed(tables.keySet().stream()) + "."));
    }

    private static String listed(Stream<String> names) {
        String joined = names.collect(Collectors.joining(", "));
        return joined.isEmpty() ? "none" : joined;
    }
}
