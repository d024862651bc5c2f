package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.integration.EveryFeatureContractTest;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.spi.SqlDialect;
import io.whisperschema.sqlite.SqliteDialect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BareCatalogTest {
    static Stream<SchemaDefinition> definitions() {
        return Stream.of(WhisperEngine.schema(), new EveryFeatureContractTest().definition());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aTargetLosesItsKeysAndGetsThemBackWithoutLosingData(SchemaDefinition definition) {
        RelationalCatalog full = full(PostgresDialect.dialect(), definition);
        RelationalCatalog bare = bare(PostgresDialect.dialect(), full);

        List<Step> stripping = planned(PostgresDialect.dialect(), full, bare);
        List<Step> finishing = planned(PostgresDialect.dialect(), bare, full);

        assertThat(stripping).isNotEmpty().noneMatch(step -> step.risk().mayLoseData());
        assertThat(finishing).isNotEmpty().noneMatch(step -> step.risk().mayLoseData());
        assertThat(finishing)
                .noneMatch(step -> step.risk().dangers().contains(Danger.REWRITES_TABLE))
                .allMatch(step -> step.isolation() != Step.Isolation.ALONE);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void nothingButColumnsAndViewsIsLeft(SchemaDefinition definition) {
        RelationalCatalog full = full(PostgresDialect.dialect(), definition);

        RelationalCatalog bare = bare(PostgresDialect.dialect(), full);

        assertThat(bare.views()).isEqualTo(full.views());
        for (CatalogTable table : bare.tables()) {
            CatalogTable before = full.table(table.name()).orElseThrow();
            assertThat(table.columns()).isEqualTo(before.columns());
            assertThat(table.primaryKey()).isEmpty();
            assertThat(table.uniques()).isEmpty();
            assertThat(table.checks()).isEmpty();
            assertThat(table.indexes()).isEmpty();
            assertThat(table.foreignKeys()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aTargetOnSqliteLosesItsIndexesOnly(SchemaDefinition definition) {
        RelationalCatalog full = full(SqliteDialect.dialect(), definition);

        RelationalCatalog bare = bare(SqliteDialect.dialect(), full);

        assertThat(planned(SqliteDialect.dialect(), full, bare))
                .isNotEmpty()
                .allMatch(step -> step.change() instanceof RelationalChange.DropIndex);
        assertThat(planned(SqliteDialect.dialect(), bare, full))
                .isNotEmpty()
                .allMatch(step -> step.change() instanceof RelationalChange.CreateIndex);
    }

    @Test
    void referencesToATableThatReceivesRowsGoThoughTheirOwnTableReceivesNone() {
        SchemaDefinition definition = SchemaDefinition.named("two")
                .tables(
                        table("users", integer("id").primaryKey()),
                        table(
                                "notes",
                                integer("id").primaryKey(),
                                integer("user").references("users", "id")));
        RelationalCatalog full = full(PostgresDialect.dialect(), definition);

        RelationalCatalog bare = new BareCatalog("target", PostgresDialect.dialect(), full, Set.of("users")).catalog();

        CatalogTable notes = bare.table("notes").orElseThrow();
        assertThat(notes.foreignKeys()).isEmpty();
        assertThat(notes.primaryKey()).isPresent();
        assertThat(bare.table("users").orElseThrow().primaryKey()).isEmpty();
    }

    @Test
    void aKeyOnWhichSomethingStandsThatCannotBeMadeAgainStays() {
        SchemaDefinition definition = SchemaDefinition.named("one")
                .tables(table(
                        "users",
                        text("name").primaryKey(),
                        integer("age"),
                        text("mail").unique()));
        RelationalCatalog made = full(PostgresDialect.dialect(), definition);
        var oldest = new ForeignObject(
                "materialized view",
                "oldest",
                Optional.empty(),
                Optional.of("SELECT users.name, users.age FROM public.users GROUP BY users.name"));
        var full = new RelationalCatalog(made.dialect(), made.tables(), List.of(), List.of(oldest), made.facts());

        RelationalCatalog bare = bare(PostgresDialect.dialect(), full);

        assertThat(bare.table("users").orElseThrow().primaryKey()).isPresent();
        assertThat(bare.table("users").orElseThrow().uniques()).hasSize(1);
    }

    /** As a database has it, with a name for each constraint. */
    private static RelationalCatalog full(SqlDialect dialect, SchemaDefinition definition) {
        return UsualNames.givenIn(dialect.spell(definition));
    }

    private static RelationalCatalog bare(SqlDialect dialect, RelationalCatalog full) {
        Set<String> all = full.tables().stream().map(CatalogTable::name).collect(Collectors.toSet());
        return new BareCatalog("target", dialect, full, all).catalog();
    }

    private static List<Step> planned(SqlDialect dialect, RelationalCatalog from, RelationalCatalog to) {
        return dialect.plan("target", BareCatalog.between(from, to));
    }
}
