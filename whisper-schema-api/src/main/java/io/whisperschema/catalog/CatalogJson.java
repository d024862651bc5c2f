package io.whisperschema.catalog;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.internal.document.ColumnTypeJson;
import io.whisperschema.internal.document.ConstraintJson;
import io.whisperschema.internal.document.DocumentFormat;
import io.whisperschema.internal.document.ExpressionJson;
import io.whisperschema.internal.document.GeneratedJson;
import io.whisperschema.internal.document.IndexJson;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The JSON of a relational catalog. */
final class CatalogJson {
    private static final DocumentFormat FORMAT = new DocumentFormat("whisper-schema/catalog", 1);

    private CatalogJson() {}

    static String write(RelationalCatalog catalog) {
        return FORMAT.begin()
                .put("kind", catalog.kind())
                .put("dialect", catalog.dialect().value())
                .put("tables", catalog.tables(), CatalogJson::write)
                .put("views", catalog.views(), CatalogJson::write)
                .put("foreignObjects", catalog.foreignObjects(), CatalogJson::write)
                .put("facts", write(catalog.facts()))
                .build()
                .pretty();
    }

    static RelationalCatalog read(String json) {
        return CatalogWords.held(FORMAT.read(json, CatalogJson::read));
    }

    private static RelationalCatalog read(JsonMembers members) {
        isRelational(members.need("kind"));
        return new RelationalCatalog(
                new DialectName(members.text("dialect")),
                members.list("tables", CatalogJson::readTable),
                members.list("views", CatalogJson::readView),
                members.list("foreignObjects", CatalogJson::readForeignObject),
                readFacts(members.need("facts")));
    }

    private static void isRelational(JsonValue kind) {
        if (kind.word(StoreKind.class) != StoreKind.RELATIONAL) {
            throw kind.refused("the catalog of a relational store is expected");
        }
    }

    private static Json write(CatalogTable table) {
        JsonObject object = Json.object()
                .put("name", table.name())
                .putText("comment", table.comment())
                .put("columns", Json.items(table.columns(), CatalogJson::write))
                .put("primaryKey", table.primaryKey(), ConstraintJson::write)
                .put("foreignKeys", table.foreignKeys(), ConstraintJson::write)
                .put("uniques", table.uniques(), ConstraintJson::write)
                .put("checks", table.checks(), ConstraintJson::write)
                .put("exclusions", table.exclusions(), CatalogJson::write)
                .put("indexes", table.indexes(), IndexJson::write);
        if (!table.form().isPlain()) {
            object.put("form", TableFormJson.write(table.form()));
        }
        if (!table.unfinished().equals(Unfinished.NOTHING)) {
            object.put("unfinished", TableFormJson.write(table.unfinished()));
        }
        return object.build();
    }

    private static CatalogTable readTable(JsonValue value) {
        return value.object(members -> new CatalogTable(
                members.text("name"),
                members.need("columns").list(CatalogJson::readColumn),
                members.may("primaryKey").map(ConstraintJson::readPrimaryKey),
                members.list("foreignKeys", ConstraintJson::readForeignKey),
                members.list("uniques", ConstraintJson::readUnique),
                members.list("checks", ConstraintJson::readCheck),
                members.list("exclusions", CatalogJson::readExclusion),
                members.list("indexes", IndexJson::read),
                members.may("form").map(TableFormJson::readForm).orElse(TableForm.PLAIN),
                members.may("unfinished").map(TableFormJson::readUnfinished).orElse(Unfinished.NOTHING),
                members.mayText("comment")));
    }

    private static Json write(Exclusion exclusion) {
        return Json.object()
                .put("name", exclusion.name())
                .put("definition", exclusion.definition())
                .build();
    }

    private static Exclusion readExclusion(JsonValue value) {
        return value.object(members -> new Exclusion(members.text("name"), members.text("definition")));
    }

    private static Json write(CatalogColumn column) {
        JsonObject object = Json.object()
                .put("name", column.name())
                .put("type", column.type().text())
                .put("portable", column.type().portable(), ColumnTypeJson::write)
                .put("nullable", column.nullable())
                .put("default", column.defaultValue(), ExpressionJson::write);
        if (column.identity() != Identity.NONE) {
            object.put("identity", column.identity());
        }
        return object.put("generated", column.generated(), GeneratedJson::write)
                .putText("collation", column.collation())
                .putText("comment", column.comment())
                .build();
    }

    private static CatalogColumn readColumn(JsonValue value) {
        return value.object(members -> new CatalogColumn(
                members.text("name"),
                new NativeType(members.text("type"), members.may("portable").map(ColumnTypeJson::read)),
                members.need("nullable").truth(),
                members.may("default").map(ExpressionJson::read),
                members.may("identity").map(word -> word.word(Identity.class)).orElse(Identity.NONE),
                members.may("generated").map(GeneratedJson::read),
                members.mayText("collation"),
                members.mayText("comment")));
    }

    private static Json write(CatalogView view) {
        return Json.object().put("name", view.name()).put("query", view.query()).build();
    }

    private static CatalogView readView(JsonValue value) {
        return value.object(members -> new CatalogView(members.text("name"), members.text("query")));
    }

    private static Json write(ForeignObject object) {
        return Json.object()
                .put("type", object.type())
                .put("name", object.name())
                .putText("table", object.table())
                .putText("definition", object.definition())
                .build();
    }

    private static ForeignObject readForeignObject(JsonValue value) {
        return value.object(members -> new ForeignObject(
                members.text("type"), members.text("name"), members.mayText("table"), members.mayText("definition")));
    }

    private static Json write(Facts facts) {
        JsonObject object = Json.object().put("product", facts.product()).put("version", facts.version());
        facts.bytes().ifPresent(bytes -> object.put("bytes", bytes));
        JsonObject rows = Json.object();
        facts.rows().forEach((table, count) -> rows.put(table, Json.of(count)));
        return object.put("rows", rows.build()).build();
    }

    private static Facts readFacts(JsonValue value) {
        return value.object(members -> new Facts(
                members.text("product"),
                members.text("version"),
                members.may("bytes")
                        .map(bytes -> OptionalLong.of(bytes.whole()))
                        .orElseGet(OptionalLong::empty),
                readRows(members.need("rows"))));
    }

    private static Map<String, Long> readRows(JsonValue value) {
        Map<String, Long> rows = new HashMap<>();
        return value.object(members -> {
            members.rest().forEach((table, count) -> rows.put(table, count.whole()));
            return rows;
        });
    }
}
