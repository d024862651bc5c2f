package io.whisperschema.internal.document;

import io.whisperschema.definition.relational.Expression;
import java.util.List;
import java.util.stream.Collectors;

/** An expression for a reader, in no dialect's words. */
public final class ExpressionWords implements Expression.Cases<String> {
    private static final ExpressionWords WORDS = new ExpressionWords();

    private ExpressionWords() {}

    /** The expression in words. */
    public static String of(Expression expression) {
        return expression.match(WORDS);
    }

    @Override
    public String column(Expression.Column column) {
        return column.name();
    }

    @Override
    public String nothing(Expression.Null nothing) {
        return "null";
    }

    @Override
    public String text(Expression.Text text) {
        return "'" + text.value() + "'";
    }

    @Override
    public String number(Expression.Number number) {
        return number.value().toString();
    }

    @Override
    public String truth(Expression.Truth truth) {
        return String.valueOf(truth.value());
    }

    @Override
    public String bytes(Expression.Bytes bytes) {
        return "bytes " + bytes.hex();
    }

    @Override
    public String texts(Expression.Texts texts) {
        return texts.values().toString();
    }

    @Override
    public String now(Expression.Now now) {
        return "now";
    }

    @Override
    public String compare(Expression.Compare compare) {
        return inner(compare.left()) + " " + compare.comparison().sql() + " " + inner(compare.right());
    }

    @Override
    public String between(Expression.Between between) {
        return inner(between.value()) + " between " + inner(between.low()) + " and " + inner(between.high());
    }

    @Override
    public String in(Expression.In in) {
        return inner(in.value()) + " in (" + joined(in.items(), ", ") + ")";
    }

    @Override
    public String and(Expression.And and) {
        return joined(and.parts(), " and ");
    }

    @Override
    public String or(Expression.Or or) {
        return joined(or.parts(), " or ");
    }

    @Override
    public String not(Expression.Not not) {
        return "not " + inner(not.part());
    }

    @Override
    public String isNull(Expression.IsNull isNull) {
        return inner(isNull.value()) + " is null";
    }

    @Override
    public String length(Expression.Length length) {
        return "length(" + of(length.value()) + ")";
    }

    @Override
    public String lower(Expression.Lower lower) {
        return "lower(" + of(lower.value()) + ")";
    }

    @Override
    public String raw(Expression.Raw raw) {
        return raw.sql();
    }

    @Override
    public String perDialect(Expression.PerDialect perDialect) {
        return perDialect.spellings().stream()
                .map(raw -> raw.dialect() + ": " + raw.sql())
                .collect(Collectors.joining(", "));
    }

    private static String joined(List<Expression> parts, String between) {
        return parts.stream().map(ExpressionWords::inner).collect(Collectors.joining(between));
    }

    private static String inner(Expression part) {
        boolean simple = part instanceof Expression.Column
                || part instanceof Expression.Text
                || part instanceof Expression.Number
                || part instanceof Expression.Truth
                || part instanceof Expression.Null
                || part instanceof Expression.Length
                || part instanceof Expression.Lower
                || part instanceof Expression.Now;
        return simple ? of(part) : "(" + of(part) + ")";
    }
}
