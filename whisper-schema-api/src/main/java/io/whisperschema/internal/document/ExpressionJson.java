package io.whisperschema.internal.document;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The JSON of expressions: an object whose one key says what the expression is. */
public final class ExpressionJson {
    private static final Map<String, Function<JsonValue, Expression>> READERS = Map.ofEntries(
            Map.entry("column", value -> new Expression.Column(value.text())),
            Map.entry("null", ExpressionJson::nothing),
            Map.entry("text", value -> new Expression.Text(value.text())),
            Map.entry("number", value -> new Expression.Number(value.number())),
            Map.entry("truth", value -> new Expression.Truth(value.truth())),
            Map.entry("bytes", ExpressionJson::bytes),
            Map.entry("texts", value -> new Expression.Texts(value.list(JsonValue::text))),
            Map.entry("now", ExpressionJson::now),
            Map.entry("compare", value -> value.object(ExpressionJson::compare)),
            Map.entry("between", value -> value.object(ExpressionJson::between)),
            Map.entry("in", value -> value.object(ExpressionJson::in)),
            Map.entry("and", value -> new Expression.And(value.list(ExpressionJson::read))),
            Map.entry("or", value -> new Expression.Or(value.list(ExpressionJson::read))),
            Map.entry("not", value -> new Expression.Not(read(value))),
            Map.entry("isNull", value -> new Expression.IsNull(read(value))),
            Map.entry("length", value -> new Expression.Length(read(value))),
            Map.entry("lower", value -> new Expression.Lower(read(value))),
            Map.entry("raw", ExpressionJson::raw),
            Map.entry("perDialect", value -> new Expression.PerDialect(value.list(ExpressionJson::raw))));

    private ExpressionJson() {}

    /** The expression as JSON. */
    public static Json write(Expression expression) {
        return expression.match(new Writing());
    }

    /** The expression that {@link #write} wrote. */
    public static Expression read(JsonValue value) {
        return value.object(members -> {
            Map<String, JsonValue> all = members.rest();
            if (all.size() != 1) {
                throw value.refused("an expression has exactly one key, this has " + all.size());
            }
            Map.Entry<String, JsonValue> only = all.entrySet().iterator().next();
            return Optional.ofNullable(READERS.get(only.getKey()))
                    .orElseThrow(() -> only.getValue().refused("this release does not know that kind of expression"))
                    .apply(only.getValue());
        });
    }

    private static Expression nothing(JsonValue value) {
        isTrue(value);
        return new Expression.Null();
    }

    private static Expression now(JsonValue value) {
        isTrue(value);
        return new Expression.Now();
    }

    private static void isTrue(JsonValue value) {
        if (!value.truth()) {
            throw value.refused("only true is expected");
        }
    }

    private static Expression bytes(JsonValue value) {
        try {
            return new Expression.Bytes(value.text());
        } catch (InvalidDefinition unfit) {
            throw value.refused("hexadecimal digits are expected, two for each byte");
        }
    }

    private static Expression compare(JsonMembers members) {
        return new Expression.Compare(
                members.need("comparison").word(Expression.Comparison.class),
                read(members.need("left")),
                read(members.need("right")));
    }

    private static Expression between(JsonMembers members) {
        return new Expression.Between(
                read(members.need("value")), read(members.need("low")), read(members.need("high")));
    }

    private static Expression in(JsonMembers members) {
        return new Expression.In(
                read(members.need("value")), members.need("items").list(ExpressionJson::read));
    }

    private static Expression.Raw raw(JsonValue value) {
        return value.object(
                members -> new Expression.Raw(new DialectName(members.text("dialect")), members.text("sql")));
    }

    private static final class Writing implements Expression.Cases<Json> {
        @Override
        public Json column(Expression.Column column) {
            return Json.object().put("column", column.name()).build();
        }

        @Override
        public Json nothing(Expression.Null nothing) {
            return Json.object().put("null", true).build();
        }

        @Override
        public Json text(Expression.Text text) {
            return Json.object().put("text", text.value()).build();
        }

        @Override
        public Json number(Expression.Number number) {
            return Json.object().put("number", Json.of(number.value())).build();
        }

        @Override
        public Json truth(Expression.Truth truth) {
            return Json.object().put("truth", truth.value()).build();
        }

        @Override
        public Json bytes(Expression.Bytes bytes) {
            return Json.object().put("bytes", bytes.hex()).build();
        }

        @Override
        public Json texts(Expression.Texts texts) {
            return Json.object().put("texts", Json.texts(texts.values())).build();
        }

        @Override
        public Json now(Expression.Now now) {
            return Json.object().put("now", true).build();
        }

        @Override
        public Json compare(Expression.Compare compare) {
            return within(
                    "compare",
                    Json.object()
                            .put("comparison", compare.comparison())
                            .put("left", write(compare.left()))
                            .put("right", write(compare.right()))
                            .build());
        }

        @Override
        public Json between(Expression.Between between) {
            return within(
                    "between",
                    Json.object()
                            .put("value", write(between.value()))
                            .put("low", write(between.low()))
                            .put("high", write(between.high()))
                            .build());
        }

        @Override
        public Json in(Expression.In in) {
            return within(
                    "in",
                    Json.object()
                            .put("value", write(in.value()))
                            .put("items", all(in.items()))
                            .build());
        }

        @Override
        public Json and(Expression.And and) {
            return within("and", all(and.parts()));
        }

        @Override
        public Json or(Expression.Or or) {
            return within("or", all(or.parts()));
        }

        @Override
        public Json not(Expression.Not not) {
            return within("not", write(not.part()));
        }

        @Override
        public Json isNull(Expression.IsNull isNull) {
            return within("isNull", write(isNull.value()));
        }

        @Override
        public Json length(Expression.Length length) {
            return within("length", write(length.value()));
        }

        @Override
        public Json lower(Expression.Lower lower) {
            return within("lower", write(lower.value()));
        }

        @Override
        public Json raw(Expression.Raw raw) {
            return within("raw", words(raw));
        }

        @Override
        public Json perDialect(Expression.PerDialect perDialect) {
            return within("perDialect", Json.items(perDialect.spellings(), Writing::words));
        }

        private static Json words(Expression.Raw raw) {
            return Json.object()
                    .put("dialect", raw.dialect().value())
                    .put("sql", raw.sql())
                    .build();
        }

        private static Json within(String key, Json value) {
            return Json.object().put(key, value).build();
        }

        private static Json all(List<Expression> expressions) {
            return Json.items(expressions, ExpressionJson::write);
        }
    }
}
