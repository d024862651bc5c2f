package io.whisperschema.integration;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.RelationalStoreContract;
import io.whisperschema.testkit.WithDatabases;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithDatabases
class PostgresStoreTest implements RelationalStoreContract {
    private PostgresDatabase database;

    @BeforeEach
    void aDatabase(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public DataSource dataSource() {
        return database.dataSource();
    }

    @Override
    public RelationalStore storeOver(DataSource pool) {
        return PostgresStore.over(pool);
    }

    @Test
    void aHundredTablesAreInspectedInAtMostSixQueries() {
        assertThat(queriesToInspect(100)).isLessThanOrEqualTo(6).isEqualTo(queriesToInspect(1));
    }

    private int queriesToInspect(int tables) {
        WhisperSchema.of(SchemaDefinition.named("tables" + tables)
                        .tables(IntStream.range(0, tables)
                                .mapToObj(i -> twelveColumns("t" + tables + "_" + i))
                                .toArray(Table[]::new)))
                .relational(PostgresStore.over(database.dataSource()))
                .bootstrap(io.whisperschema.BootstrapOptions.cautious().besideStrangers());
        database.dataSource().forgetStatements();
        assertThat(PostgresStore.over(database.dataSource()).inspect().tables()).hasSizeGreaterThanOrEqualTo(tables);
        return database.dataSource().statements().size();
    }

    private static Table twelveColumns(String name) {
        return table(
                name,
                bigint("id").identity(),
                text("c1").notNull(),
                text("c2").defaultsTo("x"),
                integer("c3"),
                integer("c4"),
                timestamp("c5").defaultsToNow(),
                bool("c6"),
                real("c7"),
                uuid("c8"),
                jsonb("c9"),
                blob("c10"),
                date("c11"),
                unique("c1"),
                check(column("c3").between(0, 10)),
                index(name + "_i").on("c2"));
    }

    @Test
    void twoSchemasSideBySideDoNotSeeEachOther() {
        String[] names = {"Tenant A", "tenant\"b", "select"};
        for (String name : names) {
            createSchema(name);
            var schema = WhisperSchema.of(WhisperEngine.schema()).relational(in(name));
            schema.bootstrap();
            assertThat(schema.plan().text()).isEqualTo("Nothing to do.\n");
        }
        var more = SchemaDefinition.named("more")
                .tables(WhisperEngine.schema().relational().tables().toArray(Table[]::new))
                .tables(table("only_here", text("a")));
        var first = WhisperSchema.of(more).relational(in(names[0]));
        first.execute(first.plan());
        assertThat(in(names[0]).inspect().table("only_here")).isPresent();
        assertThat(in(names[1]).inspect().table("only_here")).isEmpty();
        assertThat(PostgresStore.over(database.dataSource()).inspect().isEmpty())
                .isTrue();
        assertThat(SchemaDiff.between(in(names[1]).inspect(), in(names[2]).inspect())
                        .findings())
                .isEmpty();
    }

    private PostgresStore in(String schema) {
        return PostgresStore.over(database.dataSource()).inSchema(schema);
    }

    private void createSchema(String name) {
        Sql.run(database.dataSource(), "CREATE SCHEMA \"" + name.replace("\"", "\"\"") + "\"");
    }
}
