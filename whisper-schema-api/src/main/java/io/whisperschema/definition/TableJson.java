package io.whisperschema.definition;

import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.View;
import io.whisperschema.internal.document.ColumnTypeJson;
import io.whisperschema.internal.document.ConstraintJson;
import io.whisperschema.internal.document.DialectTexts;
import io.whisperschema.internal.document.ExpressionJson;
import io.whisperschema.internal.document.GeneratedJson;
import io.whisperschema.internal.document.IndexJson;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;

/** The JSON of a definition's relational part. */
final class TableJson {
    private TableJson() {}

    static RelationalModel readModel(JsonMembers members) {
        return new RelationalModel(
                members.list("tables", TableJson::readTable), members.list("views", TableJson::readView));
    }

    static Json write(Table table) {
        return Json.object()
                .put("name", table.name())
                .putText("comment", table.comment())
                .put("columns", Json.items(table.columns(), TableJson::write))
                .put("primaryKey", table.primaryKey(), ConstraintJson::write)
                .put("foreignKeys", table.foreignKeys(), ConstraintJson::write)
                .put("uniques", table.uniques(), ConstraintJson::write)
                .put("checks", table.checks(), ConstraintJson::write)
                .put("indexes", table.indexes(), IndexJson::write)
                .build();
    }

    static Json write(View view) {
        return DialectTexts.put(Json.object().put("name", view.name()), "queries", view.queries())
                .build();
    }

    private static Table readTable(JsonValue value) {
        return value.object(members -> new Table(
                members.text("name"),
                members.need("columns").list(TableJson::readColumn),
                members.may("primaryKey").map(ConstraintJson::readPrimaryKey),
                members.list("foreignKeys", ConstraintJson::readForeignKey),
                members.list("uniques", ConstraintJson::readUnique),
                members.list("checks", ConstraintJson::readCheck),
                members.list("indexes", IndexJson::read),
                members.mayText("comment")));
    }

    private static View readView(JsonValue value) {
        return value.object(members -> new View(members.text("name"), DialectTexts.read(members, "queries")));
    }

    private static Json write(Column column) {
        JsonObject object = Json.object()
                .put("name", column.name())
                .put("type", ColumnTypeJson.write(column.type()))
                .put("nullable", column.nullable())
                .put("default", column.defaultValue(), ExpressionJson::write);
        if (column.identity() != Identity.NONE) {
            object.put("identity", column.identity());
        }
        object.put("generated", column.generated(), GeneratedJson::write);
        return DialectTexts.put(object, "collations", column.collations())
                .putText("comment", column.comment())
                .build();
    }

    private static Column readColumn(JsonValue value) {
        return value.object(members -> new Column(
                members.text("name"),
                ColumnTypeJson.read(members.need("type")),
                members.need("nullable").truth(),
                members.may("default").map(ExpressionJson::read),
                members.may("identity").map(word -> word.word(Identity.class)).orElse(Identity.NONE),
                members.may("generated").map(GeneratedJson::read),
                DialectTexts.read(members, "collations"),
                members.mayText("comment")));
    }
}
