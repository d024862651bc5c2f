package io.whisperschema.sql;

import io.whisperschema.definition.relational.Index.Nulls;
import io.whisperschema.definition.relational.Index.Order;
import io.whisperschema.internal.sql.Tokens;
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
        String name = nameInIndex(tokens);
        String expression = tokens.written(from, tokens.position());
        Optional<PostgresName> collation =
                tokens.acceptWords("collate") ? Optional.of(PostgresName.next(tokens)) : Optional.empty();
        Optional<PostgresName> operatorClass = operatorClass(tokens);
        Optional<String> parameters = operatorClass.isPresent() && tokens.peek().isSign("(")
                ? Optional.of(tokens.bracketed())
                : Optional.empty();
        Order order = order(tokens);
        return new PostgresKey(expression, name, collation, operatorClass, parameters, order, nulls(tokens, order));
    }

    /** Goes past a column, a call of a function or an expression in brackets. */
    private static String nameInIndex(Tokens tokens) {
        if (tokens.peek().isSign("(")) {
            tokens.bracketed();
            return "expr";
        }
        String name = PostgresName.next(tokens).name();
        if (tokens.peek().isSign("(")) {
            tokens.bracketed();
        }
        return name;
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

    /** Where they are anyway need not be said: last in an ascending order, first in a descending one. */
    private static Nulls nulls(Tokens tokens, Order order) {
        if (tokens.acceptWords("nulls", "first")) {
            return order == Order.DESCENDING ? Nulls.USUAL : Nulls.FIRST;
        }
        return tokens.acceptWords("nulls", "last") && order == Order.DESCENDING ? Nulls.LAST : Nulls.USUAL;
    }
}
