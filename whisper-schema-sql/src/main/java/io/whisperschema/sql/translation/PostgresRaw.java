package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.translation.Phrase.Binding;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words of PostgreSQL's in SQLite's. What is not known here to mean the same is {@link Untranslatable}: an expression is
 * translated whole or not at all.
 */
final class PostgresRaw implements Syntax.Cases<Phrase> {

    private final TableColumns columns;
    private final PostgresFunctions functions = new PostgresFunctions(this);

    PostgresRaw(TableColumns columns) {
        this.columns = columns;
    }

    String translate(String sql) {
        return SyntaxReader.read(sql, DialectName.POSTGRES).match(this).sql();
    }

    static String literal(Expression value) {
        return ExpressionWriter.write(value, ExpressionWriter.Style.SQLITE);
    }

    static Untranslatable unknown(String what) {
        return new Untranslatable("we do not know what " + what + " is on SQLite");
    }

    @Override
    public Phrase name(Syntax.Name name) {
        return columns.find(name.name())
                .map(column -> Phrase.whole(Identifiers.quoted(column.name()), column.kind()))
                .orElseThrow(() -> new Untranslatable("it names " + name.name() + ", which is no column"));
    }

    @Override
    public Phrase constant(Syntax.Constant constant) {
        return constant.written(PostgresRaw::literal);
    }

    @Override
    public Phrase call(Syntax.Call call) {
        return functions.call(call);
    }

    @Override
    public Phrase sign(Syntax.Sign sign) {
        Phrase value = number(sign.value());
        if (sign.sign().equals("~")) {
            whole(value);
        }
        return sign.sign().equals("+") ? value : Phrase.operation(sign.sign() + value.part(), value.kind());
    }

    @Override
    public Phrase not(Syntax.Not not) {
        if (not.value() instanceof Syntax.Is is) {
            return is(is, " IS NOT ");
        }
        if (not.value() instanceof Syntax.Pattern pattern) {
            return PostgresPatterns.translated(pattern, text(pattern.value()), "NOT ");
        }
        if (not.value() instanceof Syntax.In in) {
            return in(in, " NOT IN ");
        }
        return new Phrase("NOT " + condition(not.value()).part(), Kind.TRUTH, Binding.NOT);
    }

    Phrase condition(Syntax syntax) {
        Phrase value = syntax.match(this);
        if (value.kind() != Kind.TRUTH && value.kind() != Kind.ANY) {
            throw new Untranslatable("it takes a " + value.kind().word() + " for a condition");
        }
        return value;
    }

    Phrase number(Syntax syntax) {
        Phrase value = exact(syntax.match(this));
        if (!value.kind().isNumber() && value.kind() != Kind.ANY) {
            throw new Untranslatable("it counts with a " + value.kind().word());
        }
        return value;
    }

    /** A number that SQLite keeps as a text is one to count or to compare with after a cast. */
    private static Phrase exact(Phrase value) {
        return value.kind() == Kind.DIGITS ? Phrase.whole("CAST(" + value.sql() + " AS REAL)", Kind.NUMBER) : value;
    }

    static Phrase whole(Phrase value) {
        if (value.kind() != Kind.WHOLE) {
            throw new Untranslatable(
                    "it takes a " + value.kind().word() + " that may have a fraction for a whole number");
        }
        return value;
    }

    /** What stands there as a text, where both databases write the same. */
    Phrase text(Syntax syntax) {
        Phrase value = syntax.match(this);
        return switch (value.kind()) {
            case TEXT, LABEL, UUID, ANY -> value;
            case WHOLE -> Phrase.whole("CAST(" + value.sql() + " AS TEXT)", Kind.TEXT);
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
            case "->", "->>" -> functions.json(both);
            case "+", "-", "*", "/", "%" -> arithmetic(both);
            case "~", "!~", "~*", "!~*" ->
                throw new Untranslatable(
                        "SQLite has no regular expressions by itself",
                        "Write a pattern with GLOB, or load a REGEXP function.");
            default -> {
                if (!both.isOfBits()) {
                    throw unknown(operator);
                }
                yield arithmetic(both);
            }
        };
    }

    private Phrase arithmetic(Syntax.Both both) {
        Phrase left = number(both.left());
        Phrase right = number(both.right());
        if (both.operator().equals("%") || both.isOfBits()) {
            whole(left);
            whole(right);
        }
        Kind kind = left.kind().with(right.kind()).orElse(Kind.NUMBER);
        // SQLite keeps a number without a fraction as a whole one, and divides whole ones without a rest.
        boolean divides = both.operator().equals("/") && kind != Kind.WHOLE;
        String first = divides ? "CAST(" + left.sql() + " AS REAL)" : left.part();
        return Phrase.operation(first + " " + both.operator() + " " + right.part(), kind);
    }

    private Phrase compare(Syntax left, String operator, Syntax right) {
        Phrase value = exact(left.match(this));
        Phrase other = exact(right.match(this));
        PostgresFunctions.sayOfJson(left, right);
        PostgresFunctions.sayOfJson(right, left);
        Phrase first = fitting(left, value, other);
        Phrase second = fitting(right, other, value);
        comparable(first, second);
        boolean byLabels = first.kind() == Kind.LABEL || second.kind() == Kind.LABEL;
        if (byLabels && Syntax.Both.isOrder(operator)) {
            throw new Untranslatable("SQLite puts the values of an enum in order by their letters");
        }
        return Phrase.comparison(
                first.within(Binding.OPERATION) + " " + operator + " " + second.within(Binding.OPERATION));
    }

    /** A constant as SQLite keeps values of the kind with which PostgreSQL takes it to be. */
    private static Phrase fitting(Syntax syntax, Phrase phrase, Phrase compared) {
        Kind kind = compared.kind();
        boolean adapts = syntax instanceof Syntax.Constant && phrase.kind() == Kind.TEXT && !kind.agreesWith(Kind.TEXT);
        if (!adapts || kind == Kind.ANY) {
            return phrase;
        }
        return SqliteConditions.literal(kind, ((Syntax.Constant) syntax).value())
                .map(value -> Phrase.whole(literal(value), kind))
                .orElseThrow(
                        () -> new Untranslatable("we do not know what " + phrase.sql() + " is as a " + kind.word()));
    }

    private static void comparable(Phrase one, Phrase other) {
        boolean byText = one.kind() == Kind.JSON || one.kind() == Kind.ARRAY;
        if (byText) {
            throw new Untranslatable("SQLite compares a " + one.kind().word() + " by its text");
        }
        if (!one.kind().agreesWith(other.kind())) {
            throw new Untranslatable(
                    "it compares " + one.kind().word() + " with " + other.kind().word());
        }
    }

    @Override
    public Phrase is(Syntax.Is is) {
        return is(is, " IS ");
    }

    private Phrase is(Syntax.Is is, String operator) {
        if (is.right() instanceof Syntax.Constant constant && !(constant.value() instanceof Expression.Text)) {
            return Phrase.comparison(
                    is.left().match(this).part() + operator + constant(constant).sql());
        }
        return compare(is.left(), operator.strip(), is.right());
    }

    @Override
    public Phrase pattern(Syntax.Pattern pattern) {
        return PostgresPatterns.translated(pattern, text(pattern.value()), "");
    }

    @Override
    public Phrase between(Syntax.Between between) {
        Phrase low = compare(between.value(), ">=", between.low());
        Phrase high = compare(between.value(), "<=", between.high());
        return new Phrase(low.sql() + " AND " + high.sql(), Kind.TRUTH, Binding.AND);
    }

    @Override
    public Phrase in(Syntax.In in) {
        return in(in, " IN ");
    }

    private Phrase in(Syntax.In in, String operator) {
        Phrase value = exact(in.value().match(this));
        List<Phrase> items = in.items().stream()
                .map(item -> fitting(item, exact(item.match(this)), value))
                .toList();
        in.items().forEach(item -> PostgresFunctions.sayOfJson(in.value(), item));
        items.forEach(item -> comparable(value, item));
        return Phrase.comparison(value.within(Binding.OPERATION) + operator + "("
                + items.stream().map(Phrase::sql).collect(Collectors.joining(", ")) + ")");
    }

    @Override
    public Phrase choice(Syntax.Choice choice) {
        Function<Syntax, String> condition = when -> choice.value()
                .map(value -> compare(value, "=", when).sql())
                .orElseGet(() -> condition(when).sql());
        List<Phrase> alike = functions.alike(
                Stream.concat(choice.whens().stream().map(Syntax.When::value), choice.otherwise().stream())
                        .toList());
        var sql = new StringBuilder("CASE");
        for (int i = 0; i < choice.whens().size(); i++) {
            sql.append(" WHEN ")
                    .append(condition.apply(choice.whens().get(i).condition()))
                    .append(" THEN ")
                    .append(alike.get(i).sql());
        }
        if (choice.otherwise().isPresent()) {
            sql.append(" ELSE ").append(alike.get(alike.size() - 1).sql());
        }
        return Phrase.whole(sql.append(" END").toString(), Phrase.kind(alike));
    }

    /** Values of one kind, constants in the form that it has. */
    List<Phrase> alike(List<Syntax> values) {
        List<Phrase> phrases =
                values.stream().map(value -> exact(value.match(this))).toList();
        Optional<Phrase> typed = IntStream.range(0, values.size())
                .filter(i -> !(values.get(i) instanceof Syntax.Constant))
                .mapToObj(phrases::get)
                .findFirst();
        return IntStream.range(0, values.size())
                .mapToObj(i -> typed.map(one -> fitting(values.get(i), phrases.get(i), one))
                        .orElse(phrases.get(i)))
                .toList();
    }

    @Override
    public Phrase cast(Syntax.Cast cast) {
        return functions.cast(cast);
    }

    /** SQLite compares by bytes, as {@code "C"} does. */
    @Override
    public Phrase collated(Syntax.Collated collated) {
        if (!collated.collation().equals("C")) {
            throw new Untranslatable("SQLite has no collation " + collated.collation());
        }
        return collated.value().match(this);
    }
}
