package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.internal.sql.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads expressions with the operators of a database in its order of strength. */
final class SyntaxReader {
    private static final int DEEPEST = 300;
    private static final int HEXADECIMAL_DIGITS = 16;
    private static final BigDecimal LARGEST = new BigDecimal("1e400");
    private static final Set<String> SIGNS = Set.of("+", "-", "~");
    private static final Set<String> BEYOND = Set.of("select", "exists", "row", "interval", "over", "filter");

    private final TokenRange tokens;
    private final Strengths strengths;
    private int at;
    private int depth;

    private SyntaxReader(TokenRange tokens, Strengths strengths) {
        this.tokens = tokens;
        this.strengths = strengths;
    }

    /** The whole of that text. */
    static Syntax read(String sql, DialectName dialect) {
        var reader = new SyntaxReader(TokenRange.of(sql, dialect), Strengths.of(dialect));
        Syntax read = reader.expression(0);
        if (reader.at < reader.tokens.size()) {
            throw reader.unknown();
        }
        return read;
    }

    private Untranslatable unknown() {
        return new Untranslatable(tokens.at(at)
                .map(token -> "we do not know what " + token.text() + " is there")
                .orElse("it ends too early"));
    }

    private Syntax expression(int weakest) {
        int before = depth;
        deeper();
        Syntax left = prefix();
        while (true) {
            Optional<String> operator = strengths.operator(tokens, at);
            int strength = operator.map(strengths::of).orElse(-1);
            if (strength < weakest) {
                depth = before;
                return left;
            }
            deeper();
            left = infix(left, operator.orElseThrow(), strength);
        }
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw new Untranslatable("it nests too deep");
        }
    }

    private Syntax prefix() {
        Token token = tokens.get(at);
        if (token.isWord("not")) {
            at++;
            return new Syntax.Not(expression(strengths.ofNegation()));
        }
        if (token.kind() == Token.Kind.OPERATOR) {
            if (!SIGNS.contains(token.text())) {
                throw unknown();
            }
            at++;
            return new Syntax.Sign(token.text(), expression(strengths.ofSigns()));
        }
        return operand();
    }

    private Syntax infix(Syntax left, String operator, int strength) {
        if (operator.equals("not")) {
            at++;
            return new Syntax.Not(
                    takes("null")
                            ? isNull(left)
                            : infix(left, strengths.operator(tokens, at).orElse(""), strength));
        }
        at++;
        return switch (operator) {
            case "isnull" -> isNull(left);
            case "notnull" -> new Syntax.Not(isNull(left));
            case "is" -> is(left, strength);
            case "in" -> new Syntax.In(left, items());
            case "between" -> between(left, strength);
            case "collate" -> new Syntax.Collated(left, tokens.get(at++).value());
            case "::" -> new Syntax.Cast(left, type());
            case "like", "ilike", "glob", "regexp", "match", "~~", "~~*" -> pattern(left, operator, strength);
            case "!~~", "!~~*" -> new Syntax.Not(pattern(left, operator.substring(1), strength));
            case "=", "==", "<>", "!=" -> compare(left, operator, strength);
            case "" -> throw unknown();
            default -> new Syntax.Both(left, operator, expression(strength + 1));
        };
    }

    private static Syntax isNull(Syntax value) {
        return new Syntax.Is(value, new Syntax.Constant(new Expression.Null(), "NULL"));
    }

    private Syntax is(Syntax left, int strength) {
        boolean negated = takes("not");
        boolean distinct = takes("distinct");
        if (distinct) {
            expect("from");
        }
        Syntax same = new Syntax.Is(left, expression(strength + 1));
        return negated == distinct ? same : new Syntax.Not(same);
    }

    private Syntax between(Syntax value, int strength) {
        Syntax low = expression(strength + 1);
        expect("and");
        return new Syntax.Between(value, low, expression(strength + 1));
    }

    private Syntax pattern(Syntax value, String operator, int strength) {
        Syntax pattern = expression(strength + 1);
        Optional<Syntax> escape = takes("escape") ? Optional.of(expression(strength + 1)) : Optional.empty();
        return new Syntax.Pattern(value, operator, pattern, escape);
    }

    private Syntax compare(Syntax left, String operator, int strength) {
        boolean equal = operator.startsWith("=");
        if (equal && (tokens.isWord(at, "any") || tokens.isWord(at, "some"))) {
            at++;
            return new Syntax.In(left, arrayItems());
        }
        if (!equal && tokens.isWord(at, "all")) {
            at++;
            return new Syntax.Not(new Syntax.In(left, arrayItems()));
        }
        return new Syntax.Both(left, equal ? "=" : "<>", expression(strength + 1));
    }

    /** The items of {@code (ARRAY[…])}, however it is cast and bracketed. */
    private List<Syntax> arrayItems() {
        int brackets = 0;
        while (takesSign("(")) {
            brackets++;
        }
        expect("array");
        expectSign("[");
        List<Syntax> items = listUntil("]");
        for (; brackets > 0; brackets--) {
            passCasts();
            expectSign(")");
        }
        return items;
    }

    private void passCasts() {
        while (takesSign("::")) {
            type();
        }
    }

    private List<Syntax> items() {
        expectSign("(");
        return listUntil(")");
    }

    private List<Syntax> listUntil(String end) {
        var items = new ArrayList<Syntax>();
        if (takesSign(end)) {
            return items;
        }
        do {
            items.add(expression(0));
        } while (takesSign(","));
        expectSign(end);
        return items;
    }

    private Syntax operand() {
        Token token = tokens.get(at);
        return switch (token.kind()) {
            case STRING -> constant(Expression.literal(token.value()), token.text());
            case NUMBER -> number(token);
            case BLOB -> constant(new Expression.Bytes(token.value()), token.text());
            case WORD -> word(token);
            case QUOTED_NAME -> name(token);
            case PUNCTUATION -> bracket();
            default -> throw unknown();
        };
    }

    private Syntax constant(Expression value, String text) {
        at++;
        return new Syntax.Constant(value, text);
    }

    private Syntax number(Token token) {
        String digits = token.text().toLowerCase(Locale.ROOT).replace("_", "");
        if (!digits.startsWith("0x")) {
            BigDecimal value = new BigDecimal(digits);
            if (value.compareTo(LARGEST) > 0) {
                throw unknown();
            }
            return constant(Expression.literal(value), digits);
        }
        if (digits.length() > 2 + HEXADECIMAL_DIGITS) {
            throw unknown();
        }
        long value = Long.parseUnsignedLong(digits.substring(2), HEXADECIMAL_DIGITS);
        return constant(Expression.literal(value), Long.toString(value));
    }

    private Syntax bracket() {
        expectSign("(");
        Syntax inner = expression(0);
        if (tokens.isSign(at, ",")) {
            throw new Untranslatable("it has a row of values");
        }
        expectSign(")");
        return inner;
    }

    private Syntax word(Token token) {
        String word = token.text().toLowerCase(Locale.ROOT);
        if (BEYOND.contains(word)) {
            throw unknown();
        }
        return switch (word) {
            case "null" -> constant(new Expression.Null(), "NULL");
            case "true", "false" -> constant(Expression.literal(word.equals("true")), word.toUpperCase(Locale.ROOT));
            case "case" -> choice();
            default -> tokens.isSign(at + 1, "(") ? call(word) : name(token);
        };
    }

    private Syntax name(Token first) {
        Token name = first;
        at++;
        while (takesSign(".")) {
            name = tokens.get(at++);
        }
        boolean quoted = name.kind() == Token.Kind.QUOTED_NAME;
        Syntax.Quotes quotes = name.text().startsWith("\"") ? Syntax.Quotes.DOUBLE : Syntax.Quotes.OTHER;
        return new Syntax.Name(name.value(), quoted ? quotes : Syntax.Quotes.NONE);
    }

    private Syntax call(String function) {
        at += 2;
        if (function.equals("cast")) {
            Syntax value = expression(0);
            expect("as");
            Syntax cast = new Syntax.Cast(value, type());
            expectSign(")");
            return cast;
        }
        return function.equals("substring")
                ? new Syntax.Call(function, substring())
                : new Syntax.Call(function, listUntil(")"));
    }

    /** {@code substring(x FROM 2 FOR 3)} is {@code substring(x, 2, 3)}. */
    private List<Syntax> substring() {
        var arguments = new ArrayList<Syntax>();
        do {
            arguments.add(expression(0));
        } while (takesSign(",") || takes("from") || takes("for"));
        expectSign(")");
        return arguments;
    }

    private Syntax choice() {
        at++;
        Optional<Syntax> value = tokens.isWord(at, "when") ? Optional.empty() : Optional.of(expression(0));
        var whens = new ArrayList<Syntax.When>();
        while (takes("when")) {
            Syntax condition = expression(0);
            expect("then");
            whens.add(new Syntax.When(condition, expression(0)));
        }
        Optional<Syntax> otherwise = takes("else") ? Optional.of(expression(0)) : Optional.empty();
        expect("end");
        return new Syntax.Choice(value, List.copyOf(whens), otherwise);
    }

    /** The words of a type without its schema, and what stands in brackets behind them. */
    private String type() {
        var words = new StringBuilder(typeWord());
        while (takesSign(".")) {
            words = new StringBuilder(typeWord());
        }
        while (tokens.at(at).filter(SyntaxReader::goesOnWithType).isPresent()) {
            words.append(' ').append(typeWord());
        }
        if (tokens.isSign(at, "(")) {
            int end = tokens.closing(at);
            words.append(tokens.between(at, end + 1).squeezed());
            at = end + 1;
            while (tokens.at(at).filter(SyntaxReader::goesOnWithType).isPresent()) {
                words.append(' ').append(typeWord());
            }
        }
        while (takesSign("[")) {
            expectSign("]");
            words.append("[]");
        }
        return words.toString();
    }

    private static boolean goesOnWithType(Token token) {
        return TokenRange.isOneOf(
                Optional.of(token),
                "varying",
                "precision",
                "with",
                "without",
                "time",
                "zone",
                "unsigned",
                "big",
                "int");
    }

    private String typeWord() {
        return tokens.get(at++).value().toLowerCase(Locale.ROOT);
    }

    private boolean takes(String word) {
        boolean found = tokens.isWord(at, word);
        at += found ? 1 : 0;
        return found;
    }

    private boolean takesSign(String sign) {
        boolean found = tokens.isSign(at, sign);
        at += found ? 1 : 0;
        return found;
    }

    private void expect(String word) {
        if (!takes(word)) {
            throw unknown();
        }
    }

    private void expectSign(String sign) {
        if (!takesSign(sign)) {
            throw unknown();
        }
    }
}
