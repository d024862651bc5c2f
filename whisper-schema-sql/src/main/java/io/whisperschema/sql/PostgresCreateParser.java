package io.whisperschema.sql;

import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.definition.relational.Index.Uniqueness;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresAlteration.Presence;
import io.whisperschema.sql.PostgresStatement.ColumnName;
import io.whisperschema.sql.PostgresStatement.CreateObject;
import io.whisperschema.sql.PostgresStatement.CreateSequence;
import io.whisperschema.sql.PostgresStatement.CreateView;
import io.whisperschema.sql.PostgresStatement.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses one {@code CREATE}. */
final class PostgresCreateParser {
    private static final Set<String> BEYOND = Set.of(
            "access",
            "cast",
            "collation",
            "conversion",
            "event",
            "foreign",
            "language",
            "operator",
            "policy",
            "publication",
            "rule",
            "schema",
            "server",
            "statistics",
            "subscription",
            "text",
            "trusted",
            "procedural",
            "transform",
            "user",
            "role",
            "group",
            "database",
            "tablespace");

    private final Tokens tokens;

    PostgresCreateParser(Tokens tokens) {
        this.tokens = tokens;
    }

    PostgresStatement read() {
        tokens.expectWords("create");
        tokens.acceptWords("or", "replace");
        if (tokens.acceptWords("global") || tokens.acceptWords("local") || isTemporary()) {
            return new Unread(Reason.NO_STRUCTURE, "what is temporary goes with its session");
        }
        tokens.acceptWords("unlogged");
        if (tokens.acceptWords("table")) {
            return new PostgresTableParser(tokens).read();
        }
        if (tokens.acceptWords("unique", "index")) {
            return new PostgresIndexParser(tokens).read(Uniqueness.UNIQUE);
        }
        if (tokens.acceptWords("index")) {
            return new PostgresIndexParser(tokens).read(Uniqueness.REPEATING);
        }
        if (tokens.acceptWords("sequence")) {
            return sequence();
        }
        if (tokens.acceptWords("view")) {
            return view();
        }
        return object();
    }

    private boolean isTemporary() {
        return tokens.atWords("temporary") || tokens.atWords("temp");
    }

    private PostgresStatement sequence() {
        Presence presence = presence();
        PostgresName name = PostgresName.next(tokens);
        Optional<ColumnName> owner = Optional.empty();
        while (!tokens.atEnd()) {
            if (tokens.acceptWords("owned", "by")) {
                owner = owner(tokens);
            } else {
                tokens.next();
            }
        }
        return new CreateSequence(presence, name, owner);
    }

    /** The column behind {@code OWNED BY}. */
    static Optional<ColumnName> owner(Tokens tokens) {
        List<String> names = PostgresName.dotted(tokens);
        int size = names.size();
        if (size == 1) {
            return Optional.empty();
        }
        var table =
                new PostgresName(size > 2 ? Optional.of(names.get(size - 3)) : Optional.empty(), names.get(size - 2));
        return Optional.of(new ColumnName(table, names.get(size - 1)));
    }

    private Presence presence() {
        return tokens.acceptWords("if", "not", "exists") ? Presence.LENIENT : Presence.STRICT;
    }

    private PostgresStatement view() {
        PostgresName name = PostgresName.next(tokens);
        tokens.expectWords("as");
        return new CreateView(name, rest());
    }

    private String rest() {
        int from = tokens.position();
        while (!tokens.atEnd()) {
            tokens.next();
        }
        return tokens.written(from, tokens.position());
    }

    private PostgresStatement object() {
        if (tokens.acceptWords("materialized", "view")) {
            return named("materialized view", presence());
        }
        if (tokens.acceptWords("foreign", "table")) {
            return named("foreign table", presence());
        }
        if (tokens.acceptWords("extension")) {
            return named("extension", presence());
        }
        if (tokens.acceptWords("domain")) {
            return named("domain", Presence.STRICT);
        }
        if (tokens.acceptWords("type")) {
            return type();
        }
        if (tokens.acceptWords("trigger") || tokens.acceptWords("constraint", "trigger")) {
            return trigger();
        }
        if (tokens.acceptWords("function") || tokens.acceptWords("aggregate")) {
            return routine("");
        }
        if (tokens.acceptWords("procedure")) {
            return routine("IN");
        }
        return beyond();
    }

    private PostgresStatement named(String type, Presence ignored) {
        return object(type, PostgresName.next(tokens));
    }

    private PostgresStatement object(String type, PostgresName name) {
        rest();
        return new CreateObject(type, name, Optional.empty(), Optional.empty());
    }

    private PostgresStatement type() {
        PostgresName name = PostgresName.next(tokens);
        if (tokens.acceptWords("as", "enum")) {
            return object("enum", name);
        }
        if (tokens.acceptWords("as", "range")) {
            return object("range type", name);
        }
        if (tokens.acceptWords("as")) {
            return object("composite type", name);
        }
        return new Unread(Reason.NO_PLACE, "a catalog has no place for base types");
    }

    private PostgresStatement trigger() {
        String name = PostgresName.plain(tokens);
        while (!tokens.acceptWords("on")) {
            if (tokens.atEnd()) {
                throw tokens.unexpected("ON and a table");
            }
            tokens.next();
        }
        PostgresName table = PostgresName.next(tokens);
        rest();
        return new CreateObject("trigger", PostgresName.of(name), Optional.empty(), Optional.of(table));
    }

    private PostgresStatement routine(String mode) {
        PostgresName name = PostgresName.next(tokens);
        var arguments = new ArrayList<PostgresArgument>();
        for (Tokens argument : tokens.list()) {
            if (argument.size() > 0) {
                arguments.add(argument(argument, mode));
            }
        }
        rest();
        return new CreateObject("function", name, Optional.of(arguments), Optional.empty());
    }

    private static PostgresArgument argument(Tokens argument, String usualMode) {
        String mode = mode(argument, usualMode);
        int from = argument.position();
        Optional<PostgresArgument> unnamed = unnamed(argument, mode);
        if (unnamed.isPresent()) {
            return unnamed.get();
        }
        argument.returnTo(from);
        Optional<String> name = Optional.of(PostgresName.plain(argument));
        return new PostgresArgument(mode, name, PostgresTypeName.next(argument));
    }

    private static String mode(Tokens argument, String usualMode) {
        if (argument.acceptWords("variadic")) {
            return "VARIADIC";
        }
        if (argument.acceptWords("out")) {
            return "OUT";
        }
        boolean in = argument.acceptWords("in");
        return argument.acceptWords("inout") || (in && argument.acceptWords("out")) ? "INOUT" : usualMode;
    }

    /** A type alone; if more follows, what looked like a type was the name. */
    private static Optional<PostgresArgument> unnamed(Tokens argument, String mode) {
        if (!PostgresName.follows(argument)) {
            throw argument.unexpected("a type");
        }
        try {
            PostgresTypeName type = PostgresTypeName.next(argument);
            boolean whole = argument.atEnd()
                    || argument.atWords("default")
                    || argument.peek().isSign("=");
            return whole ? Optional.of(new PostgresArgument(mode, Optional.empty(), type)) : Optional.empty();
        } catch (io.whisperschema.internal.sql.SqlSyntaxException notAType) {
            return Optional.empty();
        }
    }

    private PostgresStatement beyond() {
        String word = tokens.peek().value();
        if (!BEYOND.contains(word)) {
            throw tokens.unexpected("something that we know how to create");
        }
        return new Unread(Reason.NO_PLACE, "a catalog of one schema has no place for it");
    }
}
