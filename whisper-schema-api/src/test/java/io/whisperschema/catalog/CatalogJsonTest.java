package io.whisperschema.catalog;

import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Expression.raw;
import static io.whisperschema.definition.relational.Relational.index;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.Golden;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.error.UnreadableDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogJsonTest {
    private static final String GOLDEN = "catalog-v1.json";

    @Test
    void comesBackAsItWas() {
        assertThat(RelationalCatalog.fromJson(catalog().toJson())).isEqualTo(catalog());
    }

    @Test
    void anEmptyCatalogComesBackAsItWas() {
        RelationalCatalog empty =
                new RelationalCatalog(DialectName.SQLITE, List.of(), List.of(), List.of(), Facts.none("SQLite"));
        assertThat(RelationalCatalog.fromJson(empty.toJson())).isEqualTo(empty);
    }

    @Test
    void versionOneIsWrittenByteForByteAsBefore() {
        Golden.isAsWrittenBefore(GOLDEN, catalog().toJson());
    }

    @Test
    void versionOneIsReadForEver() {
        assertThat(RelationalCatalog.fromJson(Golden.read(GOLDEN))).isEqualTo(catalog());
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            "version": 1,          | "version": 2,        | $.version      | reads version 1
            whisper-schema/catalog | whisper-schema/plan  | $.format       | whisper-schema/plan
            "kind": "relational"   | "kind": "graph"      | $.kind         | relational store
            "bytes": 8192          | "bytes": "8192"      | $.facts.bytes  | a number
            "bytes": 8192          | "weight": 8192       | $.facts.weight | nothing is dropped
            """)
    void whatThisReleaseDoesNotKnowIsRefusedWithItsPlace(String there, String instead, String place, String problem) {
        String json = catalog().toJson();
        assertThat(json).contains(there);
        UnreadableDocument error = catchThrowableOfType(
                UnreadableDocument.class, () -> RelationalCatalog.fromJson(json.replace(there, instead)));
        assertThat(error).isNotNull();
        assertThat(error.path()).isEqualTo(place);
        assertThat(error).hasMessageContaining(problem);
    }

    private static RelationalCatalog catalog() {
        return new RelationalCatalog(
                DialectName.POSTGRES,
                List.of(
                        people(),
                        new CatalogTable(
                                "",
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Optional.empty())),
                List.of(new CatalogView("grown_ups", "SELECT 1")),
                List.of(
                        new ForeignObject("trigger", "people_audit", Optional.of("people")),
                        new ForeignObject("function", "audit()", Optional.empty())),
                new Facts("PostgreSQL", "18.1", OptionalLong.of(8192), Map.of("people", 3L, "a", 0L)));
    }

    private static CatalogTable people() {
        return new CatalogTable(
                "people",
                List.of(
                        column("id", "bigint", ScalarType.BIGINT, Identity.GENERATED),
                        column("old", "integer", ScalarType.INTEGER, Identity.SERIAL),
                        new CatalogColumn(
                                "price",
                                new NativeType("numeric(30,10)", Optional.of(new DecimalType(30, 10))),
                                true,
                                Optional.of(literal(1)),
                                Identity.NONE,
                                Optional.of("in euros")),
                        new CatalogColumn(
                                "tags",
                                new NativeType("text[]", Optional.of(new ArrayType(ScalarType.TEXT))),
                                true,
                                Optional.of(literal(List.of("a"))),
                                Identity.NONE,
                                Optional.empty()),
                        new CatalogColumn(
                                "shape",
                                new NativeType("polygon", Optional.empty()),
                                true,
                                Optional.of(raw(DialectName.POSTGRES, "'((0,0),(1,1))'::polygon")),
                                Identity.NONE,
                                Optional.empty())),
                Optional.of(PrimaryKey.of("id").named("people_pkey")),
                List.of(ForeignKey.from("old")
                        .references("people", "id")
                        .named("people_old_fkey")
                        .onDelete(ReferentialAction.CASCADE)),
                List.of(Unique.of("price", "old").named("people_price_old_key")),
                List.of(new Check(
                        Optional.of("people_price_check"),
                        Expression.column("price").atLeast(literal(0)))),
                List.of(index("idx_people_old")
                        .unique()
                        .on("old")
                        .descending()
                        .where(Expression.column("old").isNotNull())
                        .using(DialectName.POSTGRES, "btree")),
                Optional.of("Whoever was met"));
    }

    private static CatalogColumn column(String name, String text, ScalarType type, Identity identity) {
        return new CatalogColumn(
                name, new NativeType(text, Optional.of(type)), false, Optional.empty(), identity, Optional.empty());
    }
}
