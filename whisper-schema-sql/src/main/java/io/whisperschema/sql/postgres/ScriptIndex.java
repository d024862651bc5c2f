package io.whisperschema.sql.postgres;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.sql.PostgresKey;
import io.whisperschema.sql.PostgresName;
import io.whisperschema.sql.PostgresStatement.CreateIndex;
import io.whisperschema.sql.PostgresStatement.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An index while a script is read.
 *
 * @param name its name
 * @param statement what made it
 * @param schema the schema that it is in
 * @param awaited how many partitions must still get their part of it before it is of use
 */
record ScriptIndex(String name, CreateIndex statement, String schema, int awaited) {
    /** What PostgreSQL takes for a type if no other class is named; of {@code inet_ops} there are two. */
    private static final Set<String> USUAL_CLASSES = Set.of("""
            array_ops bit_ops bool_ops box_ops bpchar_ops bytea_ops char_ops cidr_ops circle_ops date_ops enum_ops \
            float4_ops float8_ops int2_ops int4_ops int8_ops interval_ops jsonb_ops macaddr_ops macaddr8_ops money_ops \
            multirange_ops name_ops numeric_ops oid_ops oidvector_ops pg_lsn_ops point_ops poly_ops range_ops record_ops \
            text_ops time_ops timestamp_ops timestamptz_ops timetz_ops tsquery_ops tsvector_ops uuid_ops varbit_ops \
            """.strip().split(" "));

    Index read(ScriptTable table) {
        return new Index(
                name,
                statement.keys().stream().map(key -> key(key, table)).toList(),
                statement.included(),
                statement.uniqueness(),
                statement.where().map(table::read),
                statement
                        .method()
                        .filter(method -> !method.equals("btree"))
                        .map(method -> Map.of(DialectName.POSTGRES, method))
                        .orElse(Map.of()));
    }

    private Index.Key key(PostgresKey key, ScriptTable table) {
        Optional<String> own = table.find(key.nameInIndex()).flatMap(column -> column.collation);
        Optional<String> collation = key.collation()
                .flatMap(one -> word(one, schema))
                .filter(one -> !Optional.of(one).equals(own));
        return new Index.Key(
                table.read(key.expression()),
                key.order(),
                key.nulls(),
                words(collation),
                words(key.operatorClass()
                        .flatMap(one -> word(one, schema))
                        .filter(one -> !USUAL_CLASSES.contains(one))));
    }

    /** A name without the schema that it is looked up in anyway; empty for the usual collation. */
    static Optional<String> word(PostgresName name, String schema) {
        boolean near = name.schema().isEmpty()
                || name.schema().equals(Optional.of("pg_catalog"))
                || name.schema().equals(Optional.of(schema));
        return name.name().equals("default")
                ? Optional.empty()
                : Optional.of(near ? name.name() : name.schema().orElseThrow() + "." + name.name());
    }

    private static Map<DialectName, String> words(Optional<String> word) {
        return word.map(text -> Map.of(DialectName.POSTGRES, text)).orElse(Map.of());
    }

    boolean hasOwnStorage() {
        return statement.storage() == Storage.OWN;
    }

    boolean isIncomplete() {
        return awaited > 0;
    }

    /** The same index with one partition less to wait for. */
    ScriptIndex attached() {
        return new ScriptIndex(name, statement, schema, awaited - 1);
    }

    ScriptIndex named(String changed) {
        return new ScriptIndex(changed, statement, schema, awaited);
    }

    boolean names(String column) {
        return statement.included().contains(column)
                || statement.keys().stream().anyMatch(key -> ScriptExpressions.names(key.expression(), column))
                || statement
                        .where()
                        .filter(where -> ScriptExpressions.names(where, column))
                        .isPresent();
    }

    /** The same index where a column has another name. */
    ScriptIndex renamed(String before, String after) {
        List<PostgresKey> keys = statement.keys().stream()
                .map(key -> new PostgresKey(
                        ScriptExpressions.renamed(key.expression(), before, after),
                        key.nameInIndex().equals(before) ? after : key.nameInIndex(),
                        key.collation(),
                        key.operatorClass(),
                        key.operatorParameters(),
                        key.order(),
                        key.nulls()))
                .toList();
        var changed = new CreateIndex(
                statement.presence(),
                statement.name(),
                statement.reach(),
                statement.table(),
                statement.uniqueness(),
                statement.method(),
                keys,
                statement.included().stream()
                        .map(column -> column.equals(before) ? after : column)
                        .toList(),
                statement.where().map(where -> ScriptExpressions.renamed(where, before, after)),
                statement.storage());
        return new ScriptIndex(name, changed, schema, awaited);
    }
}
