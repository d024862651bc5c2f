package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.translation.Phrase.Binding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Words of SQLite's in PostgreSQL's. What is not known here to mean the same is {@link Untranslatable}: an expression is
 * translated whole or not at all.
 */
final class SqliteRaw implements Syntax.Cases<Phrase> {
    private static final Map<String, Boolean> TRUTHS = Map.of("1", true, "0", false);

    private final TableColumns columns;
    private final SqliteFunctions functions = new SqliteFunctions(this);

    SqliteRaw(TableColumns columns) {
        this.columns = columns;
    }

    Phrase translate(String sql) {
        return SyntaxReader.read(sql, DialectName.SQLITE).match(this);
    }

    static String literal(Expression value) {
        return ExpressionWriter.write(value, ExpressionWriter.Style.POSTGRES);
    }

    static Untranslatable unknown(String what) {
        return new Untranslatable("we do not know what " + what + " is on PostgreSQL");
    }

    /** SQLite takes a name in double quotes that no column has for a text. */
    @Override
    public Phrase name(Syntax.Name name) {
        return columns.find(name.name())
                .map(column -> Phrase.whole(Identifiers.quoted(column.name()), column.kind()))
                .orElseGet(() -> {
                    if (name.quotes() != Syntax.Quotes.DOUBLE) {
                        throw new Untranslatable("it names " + name.name() + ", which is no column");
                    }
                    return Phrase.whole(literal(Expression.literal(name.name())), Kind.TEXT);
                });
    }

    @Override
    public Phrase constant(Syntax.Constant constant) {
        return constant.written(SqliteRaw::literal);
    }

    @Override
    public Phrase call(Syntax.Call call) {
        return functions.call(call);
    }

    @Override
    public Phrase sign(Syntax.Sign sign) {
        if (sign.sign().equals("+")) {
            return sign.value().match(this);
        }
        Phrase value = sign.sign().equals("~") ? whole(sign.value()) : number(sign.value());
        return Phrase.operation(sign.sign() + value.part(), value.kind());
    }

    @Override
    public Phrase not(Syntax.Not not) {
        if (not.value() instanceof Syntax.Is is) {
            return is(is, "IS NOT", "IS DISTINCT FROM");
        }
        if (not.value() instanceof Syntax.Pattern pattern) {
            return pattern(pattern, " NOT ILIKE ");
        }
        return new Phrase("NOT " + condition(not.value()).within(Binding.WHOLE), Kind.TRUTH, Binding.NOT);
    }

    /** What stands there as a condition. */
    Phrase condition(Syntax syntax) {
        Phrase value = syntax.match(this);
        if (value.kind().isNumber()) {
            return Phrase.comparison(value.part() + " <> 0");
        }
        if (value.kind() != Kind.TRUTH && value.kind() != Kind.ANY) {
            throw new Untranslatable("it takes a " + value.kind().word() + " for a condition");
        }
        return value;
    }

    /** What stands there as a number, which a truth value is on SQLite. */
    Phrase number(Syntax syntax) {
        return number(syntax.match(this));
    }

    private static Phrase number(Phrase value) {
        if (value.kind() == Kind.TRUTH) {
            return Phrase.whole(value.part() + "::integer", Kind.WHOLE);
        }
        if (!value.kind().isNumber() && value.kind() != Kind.ANY) {
            throw new Untranslatable("it counts with a " + value.kind().word());
        }
        return value;
    }

    /** What stands there as a number without a fraction. */
    Phrase whole(Syntax syntax) {
        Phrase value = number(syntax);
        if (value.kind() != Kind.WHOLE) {
            throw new Untranslatable("it takes off a fraction");
        }
        return value;
    }

    /** What stands there as a text, where both databases write the same. */
    Phrase text(Syntax syntax) {
        Phrase value = syntax.match(this);
        return switch (value.kind()) {
            case TEXT, ANY -> value;
            case WHOLE, UUID -> Phrase.whole(value.part() + "::text", Kind.TEXT);
            case TRUTH -> Phrase.whole(value.part() + "::integer::text", Kind.TEXT);
            default -> throw new Untranslatable("it takes a " + value.kind().word() + " for a text");
        };
    }

    @Override
    public Phrase both(Syntax.Both both) {
        String operator = both.operator();
        if (both.isLogical()) {
            return Phrase.logical(condition(both.left()), operator, condition(both.right()));
        }
        if (both.compares()) {
            return compare(both.left(), operator, both.right());
        }
        return switch (operator) {
            case "||" ->
                Phrase.operation(
                        text(both.left()).part() + " || " + text(both.right()).part(), Kind.TEXT);
            case "->", "->>" -> functions.json(both.left(), both.right(), operator);
            case "+", "-", "*", "/", "%" -> arithmetic(both);
            default -> {
                if (!both.isOfBits()) {
                    throw unknown(operator);
                }
                yield bits(both);
            }
        };
    }

    private Phrase arithmetic(Syntax.Both both) {
        boolean rest = both.operator().equals("%");
        Phrase left = rest ? whole(both.left()) : number(both.left());
        Phrase right = rest ? whole(both.right()) : number(both.right());
        boolean divides = rest || both.operator().equals("/");
        String divisor = divides && !isNotZero(both.right()) ? "nullif(" + right.sql() + ", 0)" : right.part();
        Kind kind = left.kind().with(right.kind()).orElse(Kind.NUMBER);
        return Phrase.operation(left.part() + " " + both.operator() + " " + divisor, kind);
    }

    /** By zero SQLite divides to null. */
    private static boolean isNotZero(Syntax divisor) {
        return divisor instanceof Syntax.Constant constant
                && constant.value() instanceof Expression.Number number
                && number.value().signum() != 0;
    }

    private Phrase bits(Syntax.Both both) {
        Phrase left = whole(both.left());
        Phrase right = whole(both.right());
        boolean shifts = both.operator().equals("<<") || both.operator().equals(">>");
        if (shifts && !(right.sql().matches("[0-9]{1,2}") && Integer.parseInt(right.sql()) < Long.SIZE)) {
            throw unknown(both.operator() + " " + right.sql());
        }
        String first = both.left() instanceof Syntax.Constant ? left.sql() + "::bigint" : left.part();
        return Phrase.operation(first + " " + both.operator() + " " + right.part(), Kind.WHOLE);
    }

    private Phrase compare(Syntax left, String operator, Syntax right) {
        Phrase value = compared(left);
        Phrase other = compared(right);
        Phrase first = fitting(left, value, right, other);
        Phrase second = fitting(right, other, left, value);
        if (first.kind() == Kind.TRUTH ^ second.kind() == Kind.TRUTH) {
            first = number(first);
            second = number(second);
        }
        if (!first.kind().agreesWith(second.kind())) {
            throw new Untranslatable("it compares " + value.kind().word() + " with "
                    + other.kind().word());
        }
        boolean ofTexts = Syntax.Both.isOrder(operator) && first.kind() == Kind.TEXT;
        String words = ofTexts ? first.part() + " COLLATE \"C\"" : first.within(Binding.OPERATION);
        return Phrase.comparison(words + " " + operator + " " + second.within(Binding.OPERATION));
    }

    private Phrase compared(Syntax syntax) {
        if (syntax instanceof Syntax.Name name) {
            columns.compared(name.name());
        }
        boolean asText = syntax instanceof Syntax.Cast cast
                && cast.value() instanceof Syntax.Name name
                && name.match(this).kind() != syntax.match(this).kind();
        if (asText && syntax.match(this).kind() == Kind.TEXT) {
            throw new Untranslatable("it compares a number as a text");
        }
        return syntax.match(this);
    }

    /** A constant as the type of the column makes it with which it is compared; what is no column makes nothing of it. */
    private Phrase fitting(Syntax syntax, Phrase phrase, Syntax other, Phrase compared) {
        if (!(syntax instanceof Syntax.Constant constant) || phrase.kind().agreesWith(compared.kind())) {
            return phrase;
        }
        boolean isColumn = other instanceof Syntax.Name || compared.kind() == Kind.TRUTH;
        return Optional.of(constant.value())
                .filter(value -> isColumn)
                .flatMap(value -> SqliteConditions.literal(compared.kind(), value))
                .map(value -> Phrase.whole(literal(value), compared.kind()))
                .orElse(phrase);
    }

    @Override
    public Phrase is(Syntax.Is is) {
        return is(is, "IS", "IS NOT DISTINCT FROM");
    }

    private Phrase is(Syntax.Is is, String word, String words) {
        if (is.right() instanceof Syntax.Constant constant) {
            Phrase left = is.left().match(this);
            if (constant.value() instanceof Expression.Null) {
                return Phrase.comparison(left.part() + " " + word + " NULL");
            }
            Optional<Boolean> truth = constant.value() instanceof Expression.Truth one
                    ? Optional.of(one.value())
                    : Optional.ofNullable(TRUTHS.get(constant.text())).filter(one -> left.kind() == Kind.TRUTH);
            if (truth.isPresent()) {
                return Phrase.comparison(condition(is.left()).part() + " " + word + (truth.get() ? " TRUE" : " FALSE"));
            }
        }
        return Phrase.comparison(compare(is.left(), words, is.right()).sql());
    }

    @Override
    public Phrase pattern(Syntax.Pattern pattern) {
        return pattern(pattern, " ILIKE ");
    }

    /** PostgreSQL takes a backslash for the escape unless it is told otherwise. */
    private Phrase pattern(Syntax.Pattern pattern, String operator) {
        if (!pattern.operator().equals("like")) {
            throw SqlitePatterns.untranslatable(pattern);
        }
        Phrase value = text(pattern.value());
        Phrase other = text(pattern.pattern());
        boolean plain = pattern.pattern() instanceof Syntax.Constant constant
                && constant.value() instanceof Expression.Text text
                && text.value().indexOf('\\') < 0;
        String escape =
                pattern.escape().map(one -> " ESCAPE " + text(one).part()).orElse(plain ? "" : " ESCAPE ''");
        return Phrase.comparison(value.part() + operator + other.part() + escape);
    }

    @Override
    public Phrase between(Syntax.Between between) {
        Phrase low = compare(between.value(), ">=", between.low());
        Phrase high = compare(between.value(), "<=", between.high());
        return new Phrase(low.sql() + " AND " + high.sql(), Kind.TRUTH, Binding.AND);
    }

    @Override
    public Phrase in(Syntax.In in) {
        if (in.items().isEmpty()) {
            return Phrase.whole("FALSE", Kind.TRUTH);
        }
        Phrase value = compared(in.value());
        List<Phrase> items = in.items().stream()
                .map(item -> fitting(item, item.match(this), in.value(), value))
                .toList();
        items.stream()
                .filter(item -> !item.kind().agreesWith(value.kind()))
                .findFirst()
                .ifPresent(item -> {
                    throw new Untranslatable("it compares " + value.kind().word() + " with "
                            + item.kind().word());
                });
        return Phrase.comparison(value.within(Binding.OPERATION) + " IN ("
                + items.stream().map(Phrase::sql).collect(Collectors.joining(", ")) + ")");
    }

    @Override
    public Phrase choice(Syntax.Choice choice) {
        Function<Syntax, String> condition = when -> choice.value()
                .map(value -> compare(value, "=", when).sql())
                .orElseGet(() -> condition(when).sql());
        return functions.choice(
                choice.whens().stream()
                        .map(when -> "WHEN " + condition.apply(when.condition()) + " THEN ")
                        .toList(),
                choice.whens().stream().map(Syntax.When::value).toList(),
                choice.otherwise());
    }

    @Override
    public Phrase cast(Syntax.Cast cast) {
        return functions.cast(cast);
    }

    @Override
    public Phrase collated(Syntax.Collated collated) {
        if (!collated.collation().equalsIgnoreCase("binary")) {
            throw new Untranslatable(
                    "it compares by collation " + collated.collation(),
                    "Compare lower(…) of both sides on PostgreSQL.");
        }
        return collated.value().match(this);
    }
}
