package io.whisperschema.sql;

import io.whisperschema.definition.relational.Index.Order;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresKey.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses what an index or an exclusion is sorted by. */
final class PostgresKeyParser {
    private PostgresKeyParser() {}

    /** The keys between the brackets that follow. */
    static List<PostgresKey> keys(Tokens tokens) {
        var keys = new ArrayList<PostgresKey>();
        tokens.expectSign("(");
        do {
            keys.add(key(tokens));
        } while (tokens.acceptSign(","));
        tokens.expectSign(")");
        return keys;
    }

    static PostgresKey key(Tokens tokens) {
        int from = tokens.position();
        Optional<String> column = column(tokens);
        String expression = tokens.written(from, tokens.position());
        Optional<PostgresName> collation =
                tokens.acceptWords("collate") ? Optional.of(PostgresName.next(tokens)) : Optional.empty();
        Optional<PostgresName> operatorClass = operatorClass(tokens);
        Optional<String> parameters = operatorClass.isPresent() && tokens.peek().isSign("(")
                ? Optional.of(tokens.bracketed())
                : Optional.empty();
        return new PostgresKey(expression, column, collation, operatorClass, parameters, order(tokens), nulls(tokens));
    }

    /** Goes past a column, a call of a function or an expression in brackets; the name if it is a column. */
    private static Optional<String> column(Tokens tokens) {
        if (tokens.peek().isSign("(")) {
            tokens.bracketed();
            return Optional.empty();
        }
        PostgresName name = PostgresName.next(tokens);
        if (tokens.peek().isSign("(")) {
            tokens.bracketed();
            return Optional.empty();
        }
        return Optional.of(name.name());
    }

    private static Optional<PostgresName> operatorClass(Tokens tokens) {
        boolean other = tokens.atWords("asc")
                || tokens.atWords("desc")
                || tokens.atWords("nulls")
                || tokens.atWords("with")
                || !PostgresName.follows(tokens);
        return other ? Optional.empty() : Optional.of(PostgresName.next(tokens));
    }

    private static Order order(Tokens tokens) {
        if (tokens.acceptWords("desc")) {
            return Order.DESCENDING;
        }
        tokens.acceptWords("asc");
        return Order.ASCENDING;
    }

    private static Optional<Nulls> nulls(Tokens tokens) {
        if (tokens.acceptWords("nulls", "first")) {
            return Optional.of(Nulls.FIRST);
        }
        return tokens.acceptWords("nulls", "last") ? Optional.of(Nulls.LAST) : Optional.empty();
    }
}
