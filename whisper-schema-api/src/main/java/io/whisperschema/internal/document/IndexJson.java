package io.whisperschema.internal.document;

import io.whisperschema.definition.relational.Index;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;

/** The JSON of indexes. */
public final class IndexJson {
    private IndexJson() {}

    /** The index as JSON. */
    public static Json write(Index index) {
        return DialectTexts.put(
                        Json.object()
                                .put("name", index.name())
                                .put("keys", Json.items(index.keys(), IndexJson::write))
                                .put("uniqueness", index.uniqueness())
                                .put("where", index.where(), ExpressionJson::write),
                        "methods",
                        index.methods())
                .build();
    }

    /** The index that {@link #write(Index)} wrote. */
    public static Index read(JsonValue value) {
        return value.object(members -> new Index(
                members.text("name"),
                members.need("keys").list(IndexJson::readKey),
                members.need("uniqueness").word(Index.Uniqueness.class),
                members.may("where").map(ExpressionJson::read),
                DialectTexts.read(members, "methods")));
    }

    private static Json write(Index.Key key) {
        return Json.object()
                .put("expression", ExpressionJson.write(key.expression()))
                .put("order", key.order())
                .build();
    }

    private static Index.Key readKey(JsonValue value) {
        return value.object(members -> new Index.Key(
                ExpressionJson.read(members.need("expression")),
                members.need("order").word(Index.Order.class)));
    }
}
