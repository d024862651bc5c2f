package io.whisperschema.internal.sql;

import static java.util.Map.entry;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The name of a PostgreSQL type as it stands in a cast.
 *
 * @param name its full name in lower case: {@code character varying}, not {@code varchar}
 * @param modifiers the numbers in brackets behind it
 * @param dimensions how many pairs of square brackets follow
 */
public record TypeName(String name, List<Integer> modifiers, int dimensions) {
    private static final Map<String, String> FULL_NAMES = Map.ofEntries(
            entry("int", "integer"),
            entry("int2", "smallint"),
            entry("int4", "integer"),
            entry("int8", "bigint"),
            entry("float", "double precision"),
            entry("float4", "real"),
            entry("float8", "double precision"),
            entry("decimal", "numeric"),
            entry("dec", "numeric"),
            entry("bool", "boolean"),
            entry("varchar", "character varying"),
            entry("char", "character"),
            entry("timestamp", "timestamp without time zone"),
            entry("timestamptz", "timestamp with time zone"),
            entry("time", "time without time zone"),
            entry("timetz", "time with time zone"));

    public TypeName {
        modifiers = List.copyOf(modifiers);
    }

    /** The type that follows, whole; goes past it. Empty, and nowhere gone, if none of a form we know follows. */
    public static Optional<TypeName> next(Tokens tokens) {
        int start = tokens.position();
        Optional<TypeName> type = read(tokens);
        if (type.isEmpty()) {
            tokens.returnTo(start);
        }
        return type;
    }

    /** The type of that text, as {@code format_type} gives it. */
    public static Optional<TypeName> of(String text) {
        try {
            var tokens = Tokens.of(text, DialectName.POSTGRES);
            return next(tokens).filter(type -> tokens.atEnd());
        } catch (SqlSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The type of one element of this array. */
    public TypeName element() {
        return new TypeName(name, modifiers, dimensions - 1);
    }

    /** The type in words. */
    public String text() {
        String numbers = modifiers.isEmpty()
                ? ""
                : "(" + String.join(",", modifiers.stream().map(String::valueOf).toList()) + ")";
        return name + numbers + "[]".repeat(dimensions);
    }

    private static Optional<TypeName> read(Tokens tokens) {
        boolean catalog = tokens.peek().isWord("pg_catalog") && tokens.peek(1).isSign(".");
        if (catalog) {
            tokens.next();
            tokens.next();
        }
        if (tokens.peek().kind() != Kind.WORD) {
            return Optional.empty();
        }
        String name = words(tokens);
        var modifiers = new ArrayList<Integer>();
        if (!modifiers(tokens, modifiers)) {
            return Optional.empty();
        }
        if (name.equals("timestamp") || name.equals("time")) {
            name += zone(tokens);
        }
        int dimensions = 0;
        while (tokens.peek().isSign("[") && tokens.peek(1).isSign("]")) {
            tokens.next();
            tokens.next();
            dimensions++;
        }
        boolean cutShort = tokens.peek().isSign("[") || tokens.peek().isSign(".") || tokens.atWords("array");
        return cutShort
                ? Optional.empty()
                : Optional.of(new TypeName(FULL_NAMES.getOrDefault(name, name), modifiers, dimensions));
    }

    private static String words(Tokens tokens) {
        String first = tokens.next().value();
        if (first.equals("double") && tokens.acceptWords("precision")) {
            return "double precision";
        }
        if ((first.equals("character") || first.equals("char") || first.equals("bit"))
                && tokens.acceptWords("varying")) {
            return first.equals("bit") ? "bit varying" : "character varying";
        }
        return first;
    }

    private static String zone(Tokens tokens) {
        if (tokens.acceptWords("with", "time", "zone")) {
            return " with time zone";
        }
        tokens.acceptWords("without", "time", "zone");
        return " without time zone";
    }

    /** Whether what follows is no bracket or a good one. */
    private static boolean modifiers(Tokens tokens, List<Integer> modifiers) {
        if (!tokens.acceptSign("(")) {
            return true;
        }
        do {
            Token number = tokens.next();
            if (number.kind() != Kind.NUMBER || !number.value().matches("[0-9]{1,9}")) {
                return false;
            }
            modifiers.add(Integer.valueOf(number.value()));
        } while (tokens.acceptSign(","));
        return tokens.acceptSign(")");
    }
}
