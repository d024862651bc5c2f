package io.whisperschema.internal.document;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The JSON of what keeps rows in order: keys, unique constraints, checks. */
public final class ConstraintJson {
    private ConstraintJson() {}

    /** The key as JSON. */
    public static Json write(PrimaryKey key) {
        return Json.object()
                .putText("name", key.name())
                .put("columns", Json.texts(key.columns()))
                .put("surrogate", key.surrogate(), ConstraintJson::write)
                .build();
    }

    /** The key that {@link #write(PrimaryKey)} wrote. */
    public static PrimaryKey readPrimaryKey(JsonValue value) {
        return value.object(members -> new PrimaryKey(
                members.mayText("name"),
                members.need("columns").list(JsonValue::text),
                members.may("surrogate").map(ConstraintJson::readSurrogate)));
    }

    /** The foreign key as JSON. */
    public static Json write(ForeignKey key) {
        JsonObject overrides = Json.object();
        sorted(key.overrides()).forEach((dialect, actions) -> overrides.put(dialect, write(actions)));
        JsonObject object = Json.object()
                .putText("name", key.name())
                .put("columns", Json.texts(key.columns()))
                .put("table", key.table())
                .put("references", Json.texts(key.references()))
                .put("actions", write(key.actions()));
        if (!key.overrides().isEmpty()) {
            object.put("overrides", overrides.build());
        }
        return put(object, key.deferral()).build();
    }

    /** The foreign key that {@link #write(ForeignKey)} wrote. */
    public static ForeignKey readForeignKey(JsonValue value) {
        return value.object(members -> new ForeignKey(
                members.mayText("name"),
                members.need("columns").list(JsonValue::text),
                members.text("table"),
                members.need("references").list(JsonValue::text),
                readActions(members.need("actions")),
                readOverrides(members),
                readDeferral(members)));
    }

    /** The constraint as JSON. */
    public static Json write(Unique unique) {
        JsonObject object = Json.object().putText("name", unique.name()).put("columns", Json.texts(unique.columns()));
        if (unique.nulls() != Unique.Nulls.DIFFER) {
            object.put("nulls", unique.nulls());
        }
        return put(object, unique.deferral()).build();
    }

    /** The constraint that {@link #write(Unique)} wrote. */
    public static Unique readUnique(JsonValue value) {
        return value.object(members -> new Unique(
                members.mayText("name"),
                members.need("columns").list(JsonValue::text),
                members.may("nulls").map(word -> word.word(Unique.Nulls.class)).orElse(Unique.Nulls.DIFFER),
                readDeferral(members)));
    }

    private static JsonObject put(JsonObject object, Deferral deferral) {
        return deferral == Deferral.NOT_DEFERRABLE ? object : object.put("deferral", deferral);
    }

    private static Deferral readDeferral(JsonMembers members) {
        return members.may("deferral").map(word -> word.word(Deferral.class)).orElse(Deferral.NOT_DEFERRABLE);
    }

    /** The condition as JSON. */
    public static Json write(Check check) {
        return Json.object()
                .putText("name", check.name())
                .put("condition", ExpressionJson.write(check.condition()))
                .build();
    }

    /** The condition that {@link #write(Check)} wrote. */
    public static Check readCheck(JsonValue value) {
        return value.object(
                members -> new Check(members.mayText("name"), ExpressionJson.read(members.need("condition"))));
    }

    private static Json write(PrimaryKey.Surrogate surrogate) {
        return Json.object()
                .put("column", surrogate.column())
                .put("type", surrogate.type())
                .put("identity", surrogate.identity())
                .build();
    }

    private static PrimaryKey.Surrogate readSurrogate(JsonValue value) {
        return value.object(members -> new PrimaryKey.Surrogate(
                members.text("column"),
                members.need("type").word(ScalarType.class),
                members.need("identity").word(Identity.class)));
    }

    private static Json write(ForeignKey.Actions actions) {
        return Json.object()
                .put("onDelete", actions.onDelete())
                .put("onUpdate", actions.onUpdate())
                .build();
    }

    private static ForeignKey.Actions readActions(JsonValue value) {
        return value.object(members -> new ForeignKey.Actions(
                members.need("onDelete").word(ReferentialAction.class),
                members.need("onUpdate").word(ReferentialAction.class)));
    }

    private static Map<DialectName, ForeignKey.Actions> readOverrides(JsonMembers members) {
        Map<DialectName, ForeignKey.Actions> overrides = new HashMap<>();
        members.may("overrides")
                .ifPresent(value -> value.object(inner -> {
                    inner.rest()
                            .forEach((dialect, actions) ->
                                    overrides.put(new DialectName(dialect), readActions(actions)));
                    return overrides;
                }));
        return overrides;
    }

    /** The values by the dialect's name, in the order of the names. */
    static <T> Map<String, T> sorted(Map<DialectName, T> byDialect) {
        Map<String, T> sorted = new TreeMap<>();
        byDialect.forEach((dialect, value) -> sorted.put(dialect.value(), value));
        return sorted;
    }
}
