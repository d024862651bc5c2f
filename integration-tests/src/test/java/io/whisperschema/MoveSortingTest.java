package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.finding.Finding;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.spi.Sorting;
import io.whisperschema.sqlite.SqliteDialect;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.PostgresVersion;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a moved database answers in another order. */
@WithDatabases
class MoveSortingTest {
    private static final String IN_ORDER = "SELECT word FROM words ORDER BY word";

    private static final SchemaDefinition BY_LANGUAGE = SchemaDefinition.named("host")
            .tables(table(
                    "words",
                    integer("id").primaryKey(),
                    text("word").collate(DialectName.POSTGRES, "en-x-icu"),
                    text("other").notNull(),
                    index("words_word").on("word")));

    private static final SchemaDefinition AS_USUAL = SchemaDefinition.named("host")
            .tables(
                    table("words", text("word").primaryKey(), text("meaning")),
                    table("numbers", integer("number").primaryKey()));

    private static MoveReport moved(SchemaDefinition definition, SqliteDatabase file, PostgresDatabase server) {
        WhisperSchema host = WhisperSchema.of(definition).relational(SqliteStore.over(file.dataSource()));
        host.bootstrap();
        Sql.run(
                file.dataSource(),
                "INSERT INTO words (id, word, other) VALUES (1, 'B', 'x'), (2, 'a', 'x'), (3, NULL, 'x')");
        return host.move(PostgresStore.over(server.dataSource()));
    }

    @Test
    void theReportTellsTextsThatAreSortedByALanguage(SqliteDatabase file, PostgresDatabase server) {
        MoveReport report = moved(BY_LANGUAGE, file, server);

        assertThat(Sql.texts(file.dataSource(), IN_ORDER)).containsExactly(null, "B", "a");
        assertThat(Sql.texts(server.dataSource(), IN_ORDER)).containsExactly("a", "B", null);
        assertThat(report.notices())
                .containsExactly(
                        Finding.notice(
                                "order of texts",
                                "by bytes (sqlite)",
                                "by en-x-icu (postgres)",
                                "Where order matters, say it with collate(…) in the definition or COLLATE in the query;"
                                        + " these are in keys or indexes: words.word."),
                        Finding.notice(
                                "order of rows without a value",
                                "first (sqlite)",
                                "last (postgres)",
                                "Where order matters, say NULLS FIRST or NULLS LAST in the query."));
    }

    @Test
    void theValidationReportTellsThemTooAndIsValid(SqliteDatabase file, PostgresDatabase server) {
        MoveReport moved = moved(BY_LANGUAGE, file, server);

        ValidationReport compared = WhisperSchema.of(BY_LANGUAGE)
                .relational(SqliteStore.over(file.dataSource()))
                .validateAgainst(PostgresStore.over(server.dataSource()));

        assertThat(compared.findings().get("sqlite against postgres"))
                .containsExactly(moved.notices().get(0));
        assertThat(compared.isValid()).isTrue();
        assertThat(compared.text())
                .contains("order of texts: expected by bytes (sqlite), found by en-x-icu (postgres)");
    }

    @Test
    void aServerOfTheTestsSortsByBytes(PostgresDatabase server) {
        Sorting sorting = PostgresStore.over(server.dataSource()).sorting().orElseThrow();

        assertThat(sorting.isByBytes(sorting.collation()))
                .as(sorting.collation())
                .isTrue();
    }

    /** A database that sorts by a language unless a column says otherwise, which servers from 15 on can be asked for. */
    private static DataSource byLanguage(PostgresDatabase server) {
        String name = server.name() + "_icu";
        server.administer("CREATE DATABASE " + name + " OWNER " + server.user()
                + " LOCALE_PROVIDER icu ICU_LOCALE 'en' ENCODING 'UTF8' TEMPLATE template0");
        var database = new PGSimpleDataSource();
        database.setUrl(server.url().replace("/" + server.name(), "/" + name));
        database.setUser(server.user());
        database.setPassword(server.password());
        return database;
    }

    @Test
    @PostgresVersion("17")
    void aDatabaseThatSortsByALanguageIsToldByMoveAndByValidation(SqliteDatabase file, PostgresDatabase server) {
        DataSource database = byLanguage(server);
        try {
            WhisperSchema host = WhisperSchema.of(AS_USUAL).relational(SqliteStore.over(file.dataSource()));
            host.bootstrap();
            Sql.run(file.dataSource(), "INSERT INTO words VALUES ('B', 'x'), ('a', 'x')");
            PostgresStore target = PostgresStore.over(database);

            MoveReport moved = host.move(target);

            assertThat(Sql.texts(database, IN_ORDER)).containsExactly("a", "B");
            Finding order = Finding.notice(
                    "order of texts",
                    "by bytes (sqlite)",
                    "by en (postgres)",
                    "Where order matters, say it with collate(…) in the definition or COLLATE in the query;"
                            + " these are in keys or indexes: words.word.");
            assertThat(moved.notices()).contains(order);
            assertThat(host.validateAgainst(target).findings().get("sqlite against postgres"))
                    .containsExactly(order);
        } finally {
            server.administer("DROP DATABASE " + server.name() + "_icu");
        }
    }

    private static List<Finding> upTo(Sorting server) {
        RelationalCatalog from = SqliteDialect.dialect().spell(AS_USUAL);
        RelationalCatalog to = PostgresDialect.dialect().spell(AS_USUAL);
        var file = new Sorting("BINARY", Set.of("BINARY"), Sorting.Nulls.FIRST);
        return new SortingNotices(new SortingNotices.Side("desktop", file), new SortingNotices.Side("server", server))
                .texts(SortingNotices.pairs(from, to).toList());
    }

    @Test
    void aDatabaseMaySortAllItsTextsByALanguage() {
        assertThat(upTo(new Sorting("en_US.UTF-8", Set.of("C"), Sorting.Nulls.LAST)))
                .singleElement()
                .satisfies(notice -> assertThat(notice.sentence())
                        .isEqualTo("order of texts: expected by bytes (desktop), found by en_US.UTF-8 (server)"))
                .satisfies(notice -> assertThat(notice.remedy()).endsWith("these are in keys or indexes: words.word."));
        assertThat(upTo(new Sorting("C", Set.of("C"), Sorting.Nulls.LAST))).isEmpty();
    }
}
