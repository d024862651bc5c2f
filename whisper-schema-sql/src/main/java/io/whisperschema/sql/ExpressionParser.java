package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Expression.Comparison;
import io.whisperschema.internal.sql.ReservedWords;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.internal.sql.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Parses one expression; whatever it does not know is a {@link SqlSyntaxException}. */
final class ExpressionParser {
    /** Far more than anyone writes, far less than the stack holds. */
    private static final int DEEPEST = 200;

    private static final Set<String> LENGTH = Set.of("length", "char_length", "character_length");
    private static final Set<String> NOW = Set.of("now", "transaction_timestamp");

    private final Tokens tokens;
    private final DialectName dialect;
    private final boolean postgres;
    private final Casts casts;
    /** Columns of unknown type that were cast to text, for which no place has been found yet where that is harmless. */
    private final Set<Expression> undecided = Collections.newSetFromMap(new IdentityHashMap<>());

    private int depth;

    ExpressionParser(String sql, DialectName dialect, Map<String, TypeName> columnTypes) {
        this.tokens = Tokens.of(sql, dialect);
        this.dialect = dialect;
        this.postgres = dialect.equals(DialectName.POSTGRES);
        this.casts = new Casts(columnTypes);
    }

    Expression whole() {
        Expression expression = expression();
        if (!tokens.atEnd()) {
            throw tokens.unexpected("the end");
        }
        if (!undecided.isEmpty()) {
            throw tokens.unexpected("no cast");
        }
        return expression;
    }

    private Expression expression() {
        List<Expression> parts = chain("or", this::conjunction);
        return parts.size() == 1 ? parts.get(0) : new Expression.Or(parts);
    }

    private Expression conjunction() {
        List<Expression> parts = chain("and", this::negation);
        return parts.size() == 1 ? parts.get(0) : new Expression.And(parts);
    }

    private List<Expression> chain(String keyword, Supplier<Expression> part) {
        var parts = new ArrayList<Expression>();
        do {
            parts.add(part.get());
        } while (tokens.acceptWords(keyword));
        return parts;
    }

    private Expression negation() {
        return tokens.acceptWords("not") ? deeper(() -> new Expression.Not(negation())) : predicate();
    }

    /** At most one test; a second one behind it makes the expression raw, for the databases disagree on what it means. */
    private Expression predicate() {
        Expression value = operand();
        if (tokens.acceptWords("is", "null") || tokens.acceptWords("isnull")) {
            return value.isNull();
        }
        if (tokens.acceptWords("is", "not", "null") || tokens.acceptWords("notnull")) {
            return value.isNotNull();
        }
        if (!postgres && tokens.acceptWords("not", "null")) {
            return value.isNotNull();
        }
        if (tokens.acceptWords("not", "between")) {
            return new Expression.Not(between(value));
        }
        if (tokens.acceptWords("between")) {
            return between(value);
        }
        if (tokens.acceptWords("not", "in")) {
            return noneOf(value, list("(", ")"));
        }
        if (tokens.acceptWords("in")) {
            return oneOf(value, list("(", ")"));
        }
        return compared(value);
    }

    private Expression between(Expression value) {
        Expression low = operand();
        tokens.expectWords("and");
        return new Expression.Between(value, low, operand());
    }

    private Expression compared(Expression left) {
        Optional<Comparison> comparison = comparison();
        if (comparison.isEmpty()) {
            return left;
        }
        tokens.next();
        if (postgres && comparison.get() == Comparison.EQUAL && tokens.acceptWords("any")) {
            return oneOf(left, bracketedArray());
        }
        if (postgres && comparison.get() == Comparison.UNEQUAL && tokens.acceptWords("all")) {
            return noneOf(left, bracketedArray());
        }
        Expression right = operand();
        decide(comparison.get(), left, right);
        return new Expression.Compare(comparison.get(), left, right);
    }

    private Optional<Comparison> comparison() {
        Token token = tokens.peek();
        boolean foreign = postgres && token.text().equals("==");
        return token.kind() == Kind.OPERATOR && !foreign ? Comparison.of(token.text()) : Optional.empty();
    }

    /** Equality does not depend on how texts are sorted. */
    private void decide(Comparison comparison, Expression left, Expression right) {
        boolean equality = comparison == Comparison.EQUAL || comparison == Comparison.UNEQUAL;
        if (equality && isText(left) && isText(right)) {
            undecided.remove(left);
            undecided.remove(right);
        }
    }

    private boolean isText(Expression expression) {
        return undecided.contains(expression)
                || expression instanceof Expression.Text
                || expression instanceof Expression.Lower;
    }

    private Expression oneOf(Expression value, List<Expression> items) {
        if (items.stream().allMatch(Expression.Text.class::isInstance)) {
            undecided.remove(value);
        }
        return new Expression.In(value, items);
    }

    private Expression noneOf(Expression value, List<Expression> items) {
        return new Expression.Not(oneOf(value, items));
    }

    private List<Expression> list(String opening, String closing) {
        tokens.expectSign(opening);
        var items = new ArrayList<Expression>();
        if (tokens.acceptSign(closing)) {
            return items;
        }
        do {
            items.add(deeper(this::expression));
        } while (tokens.acceptSign(","));
        tokens.expectSign(closing);
        return items;
    }

    private List<Expression> bracketedArray() {
        tokens.expectSign("(");
        List<Expression> items = array();
        tokens.expectSign(")");
        return items;
    }

    /** An array in any of the ways that PostgreSQL prints one: {@code ((ARRAY['a'::varchar])::text[])}. */
    private List<Expression> array() {
        List<Expression> items;
        if (tokens.peek().isSign("(")) {
            items = deeper(this::bracketedArray);
        } else if (tokens.acceptWords("array")) {
            items = list("[", "]");
        } else {
            items = arrayLiteral();
        }
        while (tokens.acceptSign("::")) {
            TypeName element = arrayType().element();
            items = items.stream().map(item -> cast(item, element)).toList();
        }
        return items;
    }

    private List<Expression> arrayLiteral() {
        Token literal = tokens.next();
        if (literal.kind() != Kind.STRING) {
            throw tokens.unexpected("an array");
        }
        tokens.expectSign("::");
        TypeName element = arrayType().element();
        return ArrayLiteral.items(literal.value()).stream()
                .map(item -> cast(Expression.literal(item), element))
                .toList();
    }

    private TypeName arrayType() {
        return type().filter(type -> type.dimensions() == 1).orElseThrow(() -> tokens.unexpected("an array type"));
    }

    private Optional<TypeName> type() {
        return TypeName.next(tokens);
    }

    private Expression operand() {
        if (tokens.peek(1).kind() == Kind.NUMBER
                && (tokens.peek().isSign("-") || tokens.peek().isSign("+"))) {
            return signedNumber();
        }
        Expression value = primary();
        while (postgres && tokens.acceptSign("::")) {
            value = cast(value, type().orElseThrow(() -> tokens.unexpected("a type")));
        }
        return value;
    }

    /** A sign binds less than a cast, which is of no matter to a number that its type holds exactly. */
    private Expression signedNumber() {
        boolean negative = tokens.next().isSign("-");
        return operand() instanceof Expression.Number number
                ? Expression.literal(negative ? number.value().negate() : number.value())
                : raw();
    }

    private Expression cast(Expression value, TypeName type) {
        if (value instanceof Expression.Column column && casts.isTextOfUnknown(column, type)) {
            undecided.add(value);
            return value;
        }
        return casts.without(value, type).orElseThrow(() -> tokens.unexpected("a cast that changes nothing"));
    }

    private Expression primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case PUNCTUATION -> bracketed();
            case STRING -> Expression.literal(tokens.next().value());
            case NUMBER -> Numbers.literal(tokens.next().value()).orElseGet(this::raw);
            case BLOB -> new Expression.Bytes(tokens.next().value());
            case QUOTED_NAME -> column(tokens.next().value());
            case WORD -> word();
            case BITS, OPERATOR, PARAMETER, COMMENT -> raw();
        };
    }

    private Expression bracketed() {
        tokens.expectSign("(");
        Expression inner = deeper(this::expression);
        tokens.expectSign(")");
        return inner;
    }

    private Expression word() {
        Token word = tokens.next();
        if (tokens.peek().isSign("(")) {
            return function(word);
        }
        if (word.isWord("null")) {
            return new Expression.Null();
        }
        if (word.isWord("true") || word.isWord("false")) {
            return Expression.literal(word.isWord("true"));
        }
        if (word.isWord("current_timestamp")) {
            return Expression.now();
        }
        if (word.isWord("array") && postgres) {
            return texts();
        }
        return ReservedWords.contains(word.value(), dialect) ? raw() : column(word.value());
    }

    private Expression texts() {
        List<Expression> items = list("[", "]");
        boolean allTexts = items.stream().allMatch(Expression.Text.class::isInstance);
        boolean typed = !items.isEmpty() || tokens.peek().isSign("::");
        return allTexts && typed
                ? new Expression.Texts(items.stream()
                        .map(item -> ((Expression.Text) item).value())
                        .toList())
                : raw();
    }

    /** The last of some names with dots between. */
    private Expression column(String first) {
        String name = first;
        while (tokens.acceptSign(".")) {
            Kind kind = tokens.peek().kind();
            if (kind != Kind.WORD && kind != Kind.QUOTED_NAME) {
                throw tokens.unexpected("a name");
            }
            name = tokens.next().value();
        }
        return tokens.peek().isSign("(") ? raw() : Expression.column(name);
    }

    private Expression function(Token word) {
        if (postgres && word.isWord("cast")) {
            return castFunction();
        }
        List<Expression> arguments = list("(", ")");
        boolean one = arguments.size() == 1;
        if (one && word.isWord("lower")) {
            return textArgument(arguments).lower();
        }
        if (one && (postgres ? LENGTH.contains(word.value()) : word.isWord("length"))) {
            return textArgument(arguments).length();
        }
        return isNow(word, arguments) ? Expression.now() : raw();
    }

    private Expression textArgument(List<Expression> arguments) {
        undecided.remove(arguments.get(0));
        return arguments.get(0);
    }

    /** SQLite's {@code datetime('now')} is its {@code CURRENT_TIMESTAMP} to the letter. */
    private boolean isNow(Token word, List<Expression> arguments) {
        return postgres
                ? arguments.isEmpty() && NOW.contains(word.value())
                : word.isWord("datetime") && arguments.equals(List.of(Expression.literal("now")));
    }

    private Expression castFunction() {
        tokens.expectSign("(");
        Expression value = deeper(this::expression);
        tokens.expectWords("as");
        TypeName type = type().orElseThrow(() -> tokens.unexpected("a type"));
        tokens.expectSign(")");
        return cast(value, type);
    }

    private <T> T deeper(Supplier<T> part) {
        if (++depth > DEEPEST) {
            throw tokens.unexpected("less depth");
        }
        T read = part.get();
        depth--;
        return read;
    }

    private Expression raw() {
        throw tokens.unexpected("an expression of ours");
    }
}
