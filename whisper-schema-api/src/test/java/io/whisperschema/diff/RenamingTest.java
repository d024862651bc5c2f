package io.whisperschema.diff;

import static io.whisperschema.definition.relational.Expression.column;
import static io.whisperschema.definition.relational.Expression.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.finding.Finding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenamingTest {
    private final Renaming renaming = Renaming.of(SchemaDiff.between(
            catalog(table("users", "id")),
            catalog(table("people", "key")),
            DiffHints.none().renamedTable("users", "people").renamedColumn("people", "id", "key")));

    @Test
    void aTableIsRenamedWhereverItNamesItself() {
        assertThat(renaming.applied(table("users", "id"))).isEqualTo(table("people", "key"));
    }

    @Test
    void theWayBackGivesTheNamesBefore() {
        assertThat(renaming.reversed().applied(table("people", "key"))).isEqualTo(table("users", "id"));
        assertThat(renaming.reversed().table("people")).isEqualTo("users");
        assertThat(renaming.reversed().column("people", "key")).isEqualTo("id");
    }

    @Test
    void whatIsNotRenamedKeepsItsName() {
        assertThat(renaming.table("others")).isEqualTo("others");
        assertThat(renaming.column("others", "id")).isEqualTo("id");
        assertThat(renaming.column("users", "id")).isEqualTo("key");
    }

    @Test
    void aNameInAnotherCaseIsAnotherSpellingForSqlite() {
        Renaming spelling =
                Renaming.of(SchemaDiff.between(catalog(table("Users", "ID")), catalog(table("users", "id"))));

        assertThat(spelling.applied(table("Users", "ID"))).isEqualTo(table("users", "id"));
    }

    @Test
    void aHintThatIsNotFollowedIsToldUnlessItWasFollowedBefore() {
        var exchanged = DiffHints.none().renamedTable("users", "people").renamedTable("people", "users");
        var both = new RelationalCatalog(
                DialectName.SQLITE,
                List.of(table("users", "id"), table("people", "key")),
                List.of(),
                List.of(),
                Facts.none("SQLite"));

        assertThat(SchemaDiff.between(both, both, exchanged).remarks())
                .extracting(Finding::place)
                .containsExactly("table people", "table users");
        assertThat(SchemaDiff.between(
                                catalog(table("users", "id")),
                                catalog(table("users", "id")),
                                DiffHints.none().renamedColumn("users", "id", "key"))
                        .remarks())
                .extracting(Finding::place)
                .containsExactly("table users, column id");
        assertThat(SchemaDiff.between(
                                catalog(table("people", "key")),
                                catalog(table("people", "key")),
                                exchanged.renamedColumn("people", "id", "key"))
                        .remarks())
                .extracting(Finding::place)
                .containsExactly("table people");
    }

    private static RelationalCatalog catalog(CatalogTable table) {
        return new RelationalCatalog(DialectName.SQLITE, List.of(table), List.of(), List.of(), Facts.none("SQLite"));
    }

    /** A table that refers to itself. */
    private static CatalogTable table(String name, String id) {
        var type = new NativeType("INTEGER", Optional.empty());
        return new CatalogTable(
                name,
                List.of(new CatalogColumn(id, type, false, Optional.empty(), Identity.NONE, Optional.empty())),
                Optional.of(PrimaryKey.of(id)),
                List.of(ForeignKey.from(id).references(name, id)),
                List.of(),
                List.of(
                        new Check(Optional.empty(), column(id).isNull()),
                        new Check(Optional.empty(), raw(DialectName.SQLITE, "abs(\"" + id + "\") > 1"))),
                List.of(),
                Optional.empty());
    }
}
