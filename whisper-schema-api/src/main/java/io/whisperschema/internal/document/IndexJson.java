package io.whisperschema.internal.document;

import io.whisperschema.definition.relational.Index;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;

/** The JSON of indexes. */
public final class IndexJson {
    private IndexJson() {}

    /** The index as JSON. */
    public static Json write(Index index) {
        JsonObject object =
                Json.object().put("name", index.name()).put("keys", Json.items(index.keys(), IndexJson::write));
        if (!index.included().isEmpty()) {
            object.put("included", Json.texts(index.included()));
        }
        return DialectTexts.put(
                        object.put("uniqueness", index.uniqueness()).put("where", index.where(), ExpressionJson::write),
                        "methods",
                        index.methods())
                .build();
    }

    /** The index that {@link #write(Index)} wrote. */
    public static Index read(JsonValue value) {
        return value.object(members -> new Index(
                members.text("name"),
                members.need("keys").list(IndexJson::readKey),
                members.list("included", JsonValue::text),
                members.need("uniqueness").word(Index.Uniqueness.class),
                members.may("where").map(ExpressionJson::read),
                DialectTexts.read(members, "methods")));
    }

    private static Json write(Index.Key key) {
        JsonObject object = Json.object()
                .put("expression", ExpressionJson.write(key.expression()))
                .put("order", key.order());
        if (key.nulls() != Index.Nulls.USUAL) {
            object.put("nulls", key.nulls());
        }
        DialectTexts.put(object, "collations", key.collations());
        return DialectTexts.put(object, "operatorClasses", key.operatorClasses())
                .build();
    }

    private static Index.Key readKey(JsonValue value) {
        return value.object(members -> new Index.Key(
                ExpressionJson.read(members.need("expression")),
                members.need("order").word(Index.Order.class),
                members.may("nulls").map(word -> word.word(Index.Nulls.class)).orElse(Index.Nulls.USUAL),
                DialectTexts.read(members, "collations"),
                DialectTexts.read(members, "operatorClasses")));
    }
}
