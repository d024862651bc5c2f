package io.whisperschema.benchmarks;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.bool;
import static io.whisperschema.definition.relational.Relational.check;
import static io.whisperschema.definition.relational.Relational.column;
import static io.whisperschema.definition.relational.Relational.decimal;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.jsonb;
import static io.whisperschema.definition.relational.Relational.real;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static io.whisperschema.definition.relational.Relational.uuid;

import io.whisperschema.benchmarks.Case.Rounds;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresServer;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.Field;
import org.jooq.Meta;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Reading a schema of 100 tables with 12 columns each. */
final class InspectBenchmark implements Benchmark {
    private static final int TABLES = 100;
    private static final int COLUMNS = 12;

    @Override
    public String name() {
        return "inspect";
    }

    @Override
    public String description() {
        return """
                pg-inspect-100: reading 100 tables of 12 columns, with keys, checks, indexes and defaults, from \
                PostgreSQL and comparing them with their definition, against reading (only) the same through jOOQ's \
                Meta (jooq).
                Also says how many queries we ran.""";
    }

    @Override
    public void run() throws Exception {
        SchemaDefinition definition = definition();
        try (PostgresServer server = PostgresServer.start("17");
                EmptyDatabase database = EmptyDatabase.on(server)) {
            database.execute(PostgresDialect.dialect().ddl(definition).statements());
            new Case<Case.Fixture>(
                            "pg-inspect-100",
                            new Rounds(Duration.ofSeconds(10), 20),
                            () -> () -> {},
                            same -> inspect(database.connections(), definition))
                    .against("jooq", same -> readWithJooq(database.connections()));
            System.out.println("pg-inspect-100: ours ran " + queries(database, definition) + " queries");
        }
    }

    private static SchemaDefinition definition() {
        return SchemaDefinition.named("hundred")
                .tables(IntStream.range(0, TABLES)
                        .mapToObj(InspectBenchmark::definedTable)
                        .toArray(Table[]::new));
    }

    /** Refers to the table before it. */
    private static Table definedTable(int number) {
        String name = "table_" + number;
        return table(
                name,
                bigint("id").identity(),
                bigint("parent_id").references("table_" + Math.max(0, number - 1), "id"),
                text("name").notNull(),
                text("email").unique(),
                text("state").notNull().defaultsTo("new"),
                integer("amount").notNull().defaultsTo(0),
                real("score").defaultsTo(0.5),
                decimal("price", 12, 2),
                bool("active").notNull().defaultsTo(true),
                timestamp("created_at").notNull().defaultsToNow(),
                jsonb("payload"),
                uuid("external_id"),
                check("ck_" + name + "_amount", column("amount").atLeast(Expression.literal(0))),
                index("ix_" + name + "_state").on("state", "created_at"),
                index("ix_" + name + "_name").on("name"));
    }

    private static int queries(EmptyDatabase database, SchemaDefinition definition) {
        var observed = ObservedDataSource.over(database.connections());
        inspect(observed, definition);
        return observed.statements().size();
    }

    private static void inspect(DataSource database, SchemaDefinition definition) {
        var store = PostgresStore.over(database);
        Diff diff = SchemaDiff.between(store.inspect(), store.spell(definition));
        if (!diff.isEmpty()) {
            throw new IllegalStateException("what was created differs from its definition: " + diff.findings());
        }
    }

    private static void readWithJooq(DataSource database) {
        Meta meta = DSL.using(database, SQLDialect.POSTGRES)
                .meta()
                .filterSchemas(schema -> schema.getName().equals("public"));
        int columns =
                meta.getTables().stream().mapToInt(InspectBenchmark::readWhole).sum();
        if (columns != TABLES * COLUMNS) {
            throw new IllegalStateException("jOOQ read " + columns + " columns");
        }
    }

    /** jOOQ reads each of these when it is first asked for. */
    private static int readWhole(org.jooq.Table<?> table) {
        for (Field<?> field : table.fields()) {
            field.getDataType().nullable();
            field.getDataType().defaultValue();
        }
        table.getPrimaryKey();
        table.getUniqueKeys();
        table.getReferences();
        table.getIndexes();
        table.getChecks();
        return table.fields().length;
    }
}
