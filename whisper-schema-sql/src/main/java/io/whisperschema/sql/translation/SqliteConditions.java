package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Expression.Comparison;
import java.util.List;
import java.util.Optional;

/** Expressions of SQLite's, which compares anything with anything, in words that PostgreSQL takes too. */
final class SqliteConditions implements Expression.Cases<Typed> {
    private final TableColumns columns;
    private final SqliteRaw raw;

    SqliteConditions(TableColumns columns) {
        this.columns = columns;
        this.raw = new SqliteRaw(columns);
    }

    /** The expression as a condition. */
    Expression condition(Expression expression) {
        Typed typed = expression.match(this);
        return switch (typed.kind()) {
            case TRUTH -> typed.expression();
            case NUMBER, WHOLE -> isNotZero(typed.expression());
            default -> throw new Untranslatable("it takes a " + typed.kind().word() + " for a condition");
        };
    }

    private static Expression isNotZero(Expression number) {
        return number instanceof Expression.Number literal
                ? Expression.literal(literal.value().signum() != 0)
                : number.isNot(Expression.literal(0));
    }

    /** The expression as a value. */
    Typed value(Expression expression) {
        return expression.match(this);
    }

    /** SQLite takes a name in double quotes that no column has for a text. */
    @Override
    public Typed column(Expression.Column column) {
        return columns.find(column.name())
                .map(one -> new Typed(Expression.column(one.name()), one.kind()))
                .orElseGet(() -> new Typed(Expression.literal(column.name()), Kind.TEXT));
    }

    @Override
    public Typed nothing(Expression.Null nothing) {
        return new Typed(nothing, Kind.ANY);
    }

    @Override
    public Typed text(Expression.Text text) {
        return new Typed(text, Kind.TEXT);
    }

    @Override
    public Typed number(Expression.Number number) {
        return new Typed(number, Kind.NUMBER);
    }

    @Override
    public Typed truth(Expression.Truth truth) {
        return new Typed(truth, Kind.TRUTH);
    }

    @Override
    public Typed bytes(Expression.Bytes bytes) {
        return new Typed(bytes, Kind.BYTES);
    }

    @Override
    public Typed texts(Expression.Texts texts) {
        return new Typed(texts, Kind.ARRAY);
    }

    @Override
    public Typed now(Expression.Now now) {
        return new Typed(now, Kind.TIME);
    }

    @Override
    public Typed compare(Expression.Compare compare) {
        Typed left = compared(compare.left());
        Typed right = compared(compare.right());
        boolean turned = left.isLiteral() && !right.isLiteral();
        Typed value = turned ? right : left;
        Typed other = fitting(value, turned ? left : right);
        if (value.kind() == Kind.TRUTH && other.expression() instanceof Expression.Truth truth) {
            return new Typed(asWord(compare.comparison(), value.expression(), truth.value()), Kind.TRUTH);
        }
        return new Typed(
                turned
                        ? new Expression.Compare(compare.comparison(), other.expression(), value.expression())
                        : new Expression.Compare(compare.comparison(), value.expression(), other.expression()),
                Kind.TRUTH);
    }

    private Typed compared(Expression expression) {
        if (expression instanceof Expression.Column column) {
            columns.compared(column.name());
        }
        return expression.match(this);
    }

    /** {@code flag = 1} is {@code flag}. */
    private static Expression asWord(Comparison comparison, Expression flag, boolean other) {
        return switch (comparison) {
            case EQUAL -> other ? flag : Expression.not(flag);
            case UNEQUAL -> other ? Expression.not(flag) : flag;
            default -> throw new Untranslatable("it puts truth values in order");
        };
    }

    /** The other side of a comparison, as SQLite's affinity makes it. */
    private static Typed fitting(Typed value, Typed other) {
        Kind kind = value.kind();
        if (other.kind().agreesWith(kind)) {
            return other;
        }
        // SQLite makes nothing of a constant that it compares with something else than a column.
        boolean isColumn = value.expression() instanceof Expression.Column || kind == Kind.TRUTH;
        return Optional.of(other.expression())
                .filter(expression -> isColumn)
                .flatMap(expression -> literal(kind, expression))
                .map(fit -> new Typed(fit, kind))
                .orElseThrow(() -> new Untranslatable(
                        "it compares " + kind.word() + " with " + other.kind().word()));
    }

    /** A constant as values of that kind are; empty if it is none of them. */
    static Optional<Expression> literal(Kind kind, Expression other) {
        return switch (kind) {
            case TRUTH -> SqliteLiterals.truth(other);
            case NUMBER, WHOLE -> SqliteLiterals.number(other);
            case TEXT -> SqliteLiterals.text(other);
            case TIME -> SqliteLiterals.moment(other);
            case DAY -> SqliteLiterals.day(other);
            case UUID -> SqliteLiterals.uuid(other);
            default -> Optional.empty();
        };
    }

    @Override
    public Typed between(Expression.Between between) {
        Typed value = ordered(between.value());
        return new Typed(
                new Expression.Between(value.expression(), part(value, between.low()), part(value, between.high())),
                Kind.TRUTH);
    }

    private Typed ordered(Expression value) {
        Typed typed = compared(value);
        if (typed.kind() == Kind.TRUTH) {
            throw new Untranslatable("it puts truth values in order");
        }
        return typed;
    }

    private Expression part(Typed value, Expression other) {
        return fitting(value, other.match(this)).expression();
    }

    @Override
    public Typed in(Expression.In in) {
        Typed value = compared(in.value());
        List<Expression> items =
                in.items().stream().map(item -> part(value, item)).toList();
        return new Typed(new Expression.In(value.expression(), items), Kind.TRUTH);
    }

    @Override
    public Typed and(Expression.And and) {
        return new Typed(new Expression.And(conditions(and.parts())), Kind.TRUTH);
    }

    @Override
    public Typed or(Expression.Or or) {
        return new Typed(new Expression.Or(conditions(or.parts())), Kind.TRUTH);
    }

    private List<Expression> conditions(List<Expression> parts) {
        return parts.stream().map(this::condition).toList();
    }

    @Override
    public Typed not(Expression.Not not) {
        return new Typed(Expression.not(condition(not.part())), Kind.TRUTH);
    }

    @Override
    public Typed isNull(Expression.IsNull isNull) {
        return new Typed(isNull.value().match(this).expression().isNull(), Kind.TRUTH);
    }

    @Override
    public Typed length(Expression.Length length) {
        Typed value = length.value().match(this);
        if (value.kind() != Kind.TEXT && value.kind() != Kind.BYTES) {
            throw new Untranslatable(
                    "it asks for the length of a " + value.kind().word());
        }
        return new Typed(value.expression().length(), Kind.WHOLE);
    }

    @Override
    public Typed lower(Expression.Lower lower) {
        Typed value = lower.value().match(this);
        if (value.kind() != Kind.TEXT) {
            throw new Untranslatable("it puts a " + value.kind().word() + " in lower case");
        }
        return new Typed(value.expression().lower(), Kind.TEXT);
    }

    @Override
    public Typed raw(Expression.Raw words) {
        Phrase translated = raw.translate(words.sql());
        Expression both =
                new Expression.PerDialect(List.of(words, Expression.raw(DialectName.POSTGRES, translated.sql())));
        return new Typed(both, translated.kind());
    }

    @Override
    public Typed perDialect(Expression.PerDialect perDialect) {
        return new Typed(perDialect, Kind.ANY);
    }
}
