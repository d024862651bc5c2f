package io.whisperschema.sql;

import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.definition.relational.Index.Uniqueness;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresAlteration.Persistence;
import io.whisperschema.sql.PostgresAlteration.Presence;
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
        if (tokens.acceptWords("unlogged", "table")) {
            return new PostgresTableParser(tokens).read(Persistence.UNLOGGED);
        }
        if (tokens.acceptWords("table")) {
            return new PostgresTableParser(tokens).read(Persistence.LOGGED);
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
        PostgresSequenceParser.Options options = PostgresSequenceParser.options(tokens);
        return new CreateSequence(presence, name, options.counting(), options.owner());
    }

    private Presence presence() {
        return tokens.acceptWords("if", "not", "exists") ? Presence.LENIENT : Presence.STRICT;
    }

    private PostgresStatement view() {
        PostgresName name = PostgresName.next(tokens);
        Optional<String> beyond = Optional.empty();
        if (tokens.acceptWords("with")) {
            beyond = Optional.of("WITH (" + tokens.bracketed() + ")");
        }
        tokens.expectWords("as");
        int from = tokens.position();
        int end = endOfQuery();
        String query = tokens.written(from, end);
        String option = tokens.written(end, tokens.size());
        tokens.returnTo(tokens.size());
        return new CreateView(
                name, query + ";", Optional.of(beyond.orElse("") + option).filter(text -> !text.isEmpty()));
    }

    /** The query may have {@code WITH … CHECK OPTION} behind it. */
    private int endOfQuery() {
        int size = tokens.size();
        tokens.returnTo(Math.max(0, size - 3));
        if (tokens.atWords("with", "check", "option")) {
            return size - 3;
        }
        tokens.returnTo(Math.max(0, size - 4));
        boolean option = tokens.atWords("with", "local", "check", "option")
                || tokens.atWords("with", "cascaded", "check", "option");
        return option ? size - 4 : size;
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
            return materializedView();
        }
        if (tokens.acceptWords("foreign", "table")) {
            presence();
            return named("foreign table");
        }
        if (tokens.acceptWords("extension")) {
            return extension();
        }
        if (tokens.acceptWords("domain")) {
            return named("domain");
        }
        if (tokens.acceptWords("type")) {
            return type();
        }
        if (tokens.acceptWords("statistics")) {
            return statistics();
        }
        return ofTable().or(this::routine).orElseGet(this::beyond);
    }

    private Optional<PostgresStatement> ofTable() {
        if (tokens.acceptWords("trigger") || tokens.acceptWords("constraint", "trigger")) {
            return Optional.of(onTable("trigger", "on", Optional.of(whole())));
        }
        if (tokens.acceptWords("rule")) {
            return Optional.of(onTable("rule", "to", Optional.of(whole() + ";")));
        }
        return tokens.acceptWords("policy") ? Optional.of(onTable("policy", "on", Optional.empty())) : Optional.empty();
    }

    private Optional<PostgresStatement> routine() {
        if (tokens.acceptWords("function")) {
            return Optional.of(routine("function", "", Optional.of(whole())));
        }
        if (tokens.acceptWords("procedure")) {
            return Optional.of(routine("procedure", "IN", Optional.of(whole())));
        }
        return tokens.acceptWords("aggregate")
                ? Optional.of(routine("aggregate", "", Optional.empty()))
                : Optional.empty();
    }

    private String whole() {
        return tokens.written(0, tokens.size());
    }

    private PostgresStatement named(String type) {
        PostgresName name = PostgresName.next(tokens);
        rest();
        return new CreateObject(type, name, Optional.empty());
    }

    private PostgresStatement materializedView() {
        presence();
        PostgresName name = PostgresName.next(tokens);
        while (!tokens.acceptWords("as")) {
            if (tokens.atEnd()) {
                throw tokens.unexpected("AS and a query");
            }
            tokens.next();
        }
        int from = tokens.position();
        int end = endOfKeptQuery(from);
        tokens.returnTo(tokens.size());
        return new CreateObject("materialized view", name, Optional.of(tokens.written(from, end) + ";"));
    }

    /** The query may have {@code WITH DATA} or {@code WITH NO DATA} behind it. */
    private int endOfKeptQuery(int from) {
        int size = tokens.size();
        tokens.returnTo(Math.max(from, size - 3));
        if (tokens.atWords("with", "no", "data")) {
            return size - 3;
        }
        tokens.returnTo(Math.max(from, size - 2));
        return tokens.atWords("with", "data") ? size - 2 : size;
    }

    private PostgresStatement extension() {
        presence();
        String name = PostgresName.plain(tokens);
        tokens.acceptWords("with");
        Optional<String> schema =
                tokens.acceptWords("schema") ? Optional.of(PostgresName.plain(tokens)) : Optional.empty();
        rest();
        return new CreateObject("extension", new PostgresName(schema, name), Optional.empty());
    }

    private PostgresStatement type() {
        PostgresName name = PostgresName.next(tokens);
        if (tokens.acceptWords("as", "enum")) {
            return new CreateObject("enum", name, Optional.of(labels()));
        }
        String type = tokens.acceptWords("as", "range") ? "range type" : "composite type";
        if (type.equals("composite type") && !tokens.acceptWords("as")) {
            return new Unread(Reason.NO_PLACE, "a catalog has no place for base types");
        }
        rest();
        return new CreateObject(type, name, Optional.empty());
    }

    private String labels() {
        var labels = new ArrayList<String>();
        for (Tokens label : tokens.list()) {
            if (label.size() > 0) {
                labels.add(quoted(text(label)));
            }
        }
        return String.join(", ", labels);
    }

    /** A text in quotes as the server prints it. */
    static String quoted(String text) {
        return (text.contains("\\") ? "E'" : "'") + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    static String text(Tokens tokens) {
        if (tokens.peek().kind() != Kind.STRING) {
            throw tokens.unexpected("a text");
        }
        return tokens.next().value();
    }

    private PostgresStatement statistics() {
        presence();
        PostgresName name = PostgresName.next(tokens);
        while (!tokens.acceptWords("from")) {
            if (tokens.atEnd()) {
                throw tokens.unexpected("FROM and a table");
            }
            tokens.next();
        }
        PostgresName table = PostgresName.next(tokens);
        return new CreateObject(
                "extended statistics", name, Optional.empty(), Optional.of(table), Optional.of(whole()));
    }

    private PostgresStatement onTable(String type, String before, Optional<String> definition) {
        String name = PostgresName.plain(tokens);
        while (!tokens.acceptWords(before)) {
            if (tokens.atEnd()) {
                throw tokens.unexpected("a table");
            }
            tokens.next();
        }
        PostgresName table = PostgresName.next(tokens);
        rest();
        return new CreateObject(type, PostgresName.of(name), Optional.empty(), Optional.of(table), definition);
    }

    private PostgresStatement routine(String type, String mode, Optional<String> definition) {
        PostgresName name = PostgresName.next(tokens);
        var arguments = new ArrayList<PostgresArgument>();
        List<Tokens> written = tokens.list();
        boolean none = written.size() == 1
                && (written.get(0).size() == 0 || written.get(0).peek().isSign("*"));
        if (!none) {
            written.forEach(argument -> arguments.add(argument(argument, mode)));
        }
        rest();
        return new CreateObject(type, name, Optional.of(arguments), Optional.empty(), definition);
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
        } catch (SqlSyntaxException notAType) {
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
