package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** An expression of SQL as it is written, whatever it means. */
sealed interface Syntax {
    /** The result for what this is. */
    <T> T match(Cases<T> cases);

    /** A place or a length, as a plain number. */
    static String count(Syntax argument) {
        if (argument instanceof Constant constant && constant.text().matches("[0-9]{1,9}")) {
            return constant.text();
        }
        throw new Untranslatable("a place or length in it is no plain number");
    }

    /** One answer for each kind of expression. */
    interface Cases<T> {
        T name(Name name);

        T constant(Constant constant);

        T call(Call call);

        T sign(Sign sign);

        T not(Not not);

        T both(Both both);

        T is(Is is);

        T pattern(Pattern pattern);

        T between(Between between);

        T in(In in);

        T choice(Choice choice);

        T cast(Cast cast);

        T collated(Collated collated);
    }

    /** A column, or what SQLite takes for a text if there is no such column. */
    record Name(String name, Quotes quotes) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.name(this);
        }
    }

    /** What a name stands in. */
    enum Quotes {
        NONE,
        DOUBLE,
        OTHER
    }

    /**
     * A constant.
     *
     * @param value what it is
     * @param text as written
     */
    record Constant(Expression value, String text) implements Syntax {
        Phrase written(Function<Expression, String> literal) {
            if (value instanceof Expression.Number) {
                boolean whole = text.chars().allMatch(Character::isDigit);
                return Phrase.whole(text, whole ? Kind.WHOLE : Kind.NUMBER);
            }
            Kind kind = value instanceof Expression.Text
                    ? Kind.TEXT
                    : value instanceof Expression.Truth
                            ? Kind.TRUTH
                            : value instanceof Expression.Bytes ? Kind.BYTES : Kind.ANY;
            return Phrase.whole(literal.apply(value), kind);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.constant(this);
        }
    }

    /** A call, its function in lower case. */
    record Call(String function, List<Syntax> arguments) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.call(this);
        }
    }

    /** {@code -x}. */
    record Sign(String sign, Syntax value) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.sign(this);
        }
    }

    /** {@code NOT x}. */
    record Not(Syntax value) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.not(this);
        }
    }

    /** Two values with an operator between them, which is in lower case if it is a word. */
    record Both(Syntax left, String operator, Syntax right) implements Syntax {
        private static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=");
        private static final Set<String> BITS = Set.of("&", "|", "<<", ">>");

        boolean isLogical() {
            return operator.equals("and") || operator.equals("or");
        }

        boolean compares() {
            return operator.equals("=") || operator.equals("<>") || isOrder(operator);
        }

        static boolean isOrder(String operator) {
            return ORDERS.contains(operator);
        }

        boolean isOfBits() {
            return BITS.contains(operator);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.both(this);
        }
    }

    /** Whether two values are the same, where null is a value. */
    record Is(Syntax left, Syntax right) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.is(this);
        }
    }

    /** {@code x LIKE 'a%' ESCAPE '!'} and its kin; the operator in lower case. */
    record Pattern(Syntax value, String operator, Syntax pattern, Optional<Syntax> escape) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.pattern(this);
        }
    }

    /** {@code x BETWEEN a AND b}. */
    record Between(Syntax value, Syntax low, Syntax high) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.between(this);
        }
    }

    /** {@code x IN (a, b)}. */
    record In(Syntax value, List<Syntax> items) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.in(this);
        }
    }

    /** {@code CASE x WHEN a THEN b ELSE c END}. */
    record Choice(Optional<Syntax> value, List<When> whens, Optional<Syntax> otherwise) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.choice(this);
        }
    }

    /** {@code WHEN a THEN b}. */
    record When(Syntax condition, Syntax value) {}

    /** {@code CAST(x AS type)}, the type's words in lower case. */
    record Cast(Syntax value, String type) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.cast(this);
        }
    }

    /** {@code x COLLATE name}. */
    record Collated(Syntax value, String collation) implements Syntax {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.collated(this);
        }
    }
}
