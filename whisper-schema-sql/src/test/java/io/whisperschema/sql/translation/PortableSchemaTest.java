package io.whisperschema.sql.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.finding.Finding;
import org.junit.jupiter.api.Test;

class PortableSchemaTest {
    @Test
    void aColumnThatPostgresCannotHaveIsNamedWithItsTableAndLine() {
        PortableSchema portable = SqliteToPostgres.of("""
                CREATE TABLE a (
                    x TEXT,
                    xmin INTEGER
                );
                """);

        isNamed(portable, "line 3, table a, column xmin");
        assertThat(table(portable).columns()).extracting(Column::name).containsExactly("x");
    }

    @Test
    void aTableThatInheritsIsNamed() {
        PortableSchema portable = PostgresToSqlite.of("""
                CREATE TABLE base (x text);
                CREATE TABLE heir (y text) INHERITS (base);
                """);

        isNamed(portable, "line 2, table heir, inheriting table heir");
    }

    @Test
    void aComputedKeyBecomesAPlainOne() {
        PortableSchema portable = PostgresToSqlite.of("""
                CREATE TABLE a (
                    x integer NOT NULL,
                    y boolean GENERATED ALWAYS AS (x > 3) STORED PRIMARY KEY
                );
                """);

        isNamed(portable, "line 3, table a, column y");
        assertThat(table(portable).columns())
                .allSatisfy(column -> assertThat(column.generated()).isEmpty());
    }

    private static void isNamed(PortableSchema portable, String place) {
        assertThat(portable.findings()).extracting(Finding::place).contains(place);
    }

    private static Table table(PortableSchema portable) {
        return portable.definition().relational().tables().get(0);
    }
}
