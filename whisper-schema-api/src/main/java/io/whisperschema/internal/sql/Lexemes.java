package io.whisperschema.internal.sql;

import io.whisperschema.definition.relational.DialectName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tokens of an expression as they are compared, PostgreSQL's own casts left out. */
final class Lexemes {
    private static final Set<String> NUMERIC =
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");
    /** To these PostgreSQL casts an operand to find an operator for it. */
    private static final Set<String> ADDED = Set.of("text", "character varying", "numeric", "double precision");

    /** As PostgreSQL prints them, in the words they are written in. */
    private static final List<Lexeme> NOT_LIKE = List.of(negation(), new Lexeme(Lexeme.Kind.SIGN, "like", ""));

    private static final List<Lexeme> NOT_ILIKE = List.of(negation(), new Lexeme(Lexeme.Kind.SIGN, "ilike", ""));

    private final Tokens tokens;
    private final DialectName dialect;
    private final boolean postgres;
    private final List<Lexeme> read = new ArrayList<>();
    /** For each open bracket whether it is that of {@code CAST(}. */
    private final Deque<Boolean> castBrackets = new ArrayDeque<>();

    Lexemes(Tokens tokens, DialectName dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
        this.postgres = dialect.equals(DialectName.POSTGRES);
    }

    List<Lexeme> read() {
        while (!tokens.atEnd()) {
            if (postgres && (doubleColon() || castFunction() || endOfCastFunction())) {
                continue;
            }
            Token token = tokens.next();
            trackBracket(token);
            add(token);
        }
        return read;
    }

    private boolean doubleColon() {
        int start = tokens.position();
        if (tokens.acceptSign("::")) {
            Optional<TypeName> type = TypeName.next(tokens);
            if (type.isPresent()) {
                cast(type.get());
                return true;
            }
            tokens.returnTo(start);
        }
        return false;
    }

    private boolean castFunction() {
        boolean there = tokens.peek().isWord("cast") && tokens.peek(1).isSign("(");
        if (there) {
            tokens.next();
            tokens.next();
            castBrackets.push(true);
            read.add(Lexeme.sign("("));
        }
        return there;
    }

    private boolean endOfCastFunction() {
        if (castBrackets.isEmpty() || !castBrackets.peek() || !tokens.acceptWords("as")) {
            return false;
        }
        TypeName type = TypeName.next(tokens).orElseThrow(() -> tokens.unexpected("a type"));
        tokens.expectSign(")");
        castBrackets.pop();
        read.add(Lexeme.sign(")"));
        cast(type);
        return true;
    }

    private void trackBracket(Token token) {
        if (token.isSign("(")) {
            castBrackets.push(false);
        } else if (token.isSign(")") && !castBrackets.isEmpty()) {
            castBrackets.pop();
        }
    }

    private void cast(TypeName type) {
        if (type.dimensions() == 0 && NUMERIC.contains(type.name()) && turnedIntoNumber()) {
            return;
        }
        if (!added(type) && !behindLiteral() && !(type.dimensions() > 0 && behindArray())) {
            read.add(Lexeme.cast(type));
        }
    }

    private static boolean added(TypeName type) {
        return type.dimensions() == 0 && type.modifiers().isEmpty() && ADDED.contains(type.name());
    }

    /** {@code '-1'::integer} is how PostgreSQL prints -1. */
    private boolean turnedIntoNumber() {
        String key = read.isEmpty() ? "" : read.get(read.size() - 1).key();
        if (!key.matches("'-?[0-9]{1,100}(\\.[0-9]{1,100})?")) {
            return false;
        }
        read.remove(read.size() - 1);
        if (key.charAt(1) == '-') {
            read.add(Lexeme.sign("-"));
        }
        read.add(Lexeme.operand(key.replaceFirst("^'-?", "")));
        return true;
    }

    private boolean behindLiteral() {
        int last = read.size() - 1;
        if (last >= 2 && read.get(last).is(")") && isLiteral(read.get(last - 1))) {
            int before = last - 2;
            boolean signed = read.get(before).is("-") && before > 0;
            return read.get(signed ? before - 1 : before).is("(");
        }
        return last >= 0 && isLiteral(read.get(last));
    }

    private boolean behindArray() {
        int last = read.size() - 1;
        return last >= 1
                && (read.get(last).is("]")
                        || (read.get(last).is(")") && read.get(last - 1).is("]")));
    }

    private static boolean isLiteral(Lexeme lexeme) {
        String key = lexeme.key();
        return key.equals("null") || (lexeme.kind() == Lexeme.Kind.OPERAND && !key.startsWith("\""));
    }

    private void add(Token token) {
        switch (token.kind()) {
            case WORD -> read.add(Lexeme.word(Tokenizer.lowered(token.value())));
            case QUOTED_NAME -> read.add(quotedName(token.value()));
            case STRING -> read.add(Lexeme.operand("'" + token.value()));
            case NUMBER -> read.add(Lexeme.operand(Tokenizer.lowered(token.value())));
            case BLOB, BITS, PARAMETER -> read.add(Lexeme.operand(Tokenizer.lowered(token.text())));
            case OPERATOR, PUNCTUATION -> sign(token.text());
            case COMMENT -> {}
        }
    }

    /** A plain name means the same with and without quotes, unless it is also a keyword. */
    private Lexeme quotedName(String name) {
        boolean plain = name.matches("[a-z_][a-z0-9_]*") && !ReservedWords.contains(name, dialect);
        boolean truth = name.equals("true") || name.equals("false");
        return plain && !truth ? new Lexeme(Lexeme.Kind.WORD, name, "\"") : Lexeme.operand("\"" + name);
    }

    private static Lexeme negation() {
        return new Lexeme(Lexeme.Kind.SIGN, "not", "~~");
    }

    private void sign(String written) {
        switch (written) {
            case "!=" -> read.add(Lexeme.sign("<>"));
            case "==" -> read.add(postgres ? Lexeme.sign(written) : Lexeme.sign("="));
            case "~~" -> read.add(new Lexeme(Lexeme.Kind.SIGN, "like", "~~"));
            case "~~*" -> read.add(new Lexeme(Lexeme.Kind.SIGN, "ilike", "~~"));
            case "!~~" -> read.addAll(NOT_LIKE);
            case "!~~*" -> read.addAll(NOT_ILIKE);
            default -> read.add(Lexeme.sign(written));
        }
    }
}
