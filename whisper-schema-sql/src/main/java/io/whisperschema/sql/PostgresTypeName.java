package io.whisperschema.sql;

import static java.util.Map.entry;

import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type as a statement names it.
 *
 * @param schema its schema, empty for a type of PostgreSQL's own or where the statement does not say
 * @param name its full name: {@code character varying}, not {@code varchar}
 * @param origin whose type it is
 * @param modifiers what stands between the brackets behind it, in the form that {@code format_type} prints
 * @param zone the words behind the modifiers, for example {@code  with time zone}
 * @param array the square brackets of an array of it, else empty
 */
public record PostgresTypeName(
        Optional<String> schema, String name, Origin origin, String modifiers, String zone, String array) {
    /** Whose type it is. */
    public enum Origin {
        /** PostgreSQL's. */
        BUILT_IN,
        /** An integer that a sequence of its own numbers. */
        SERIAL,
        /** Made by a statement or an extension. */
        MADE
    }

    private static final Map<String, String> FULL_NAMES = Map.ofEntries(
            entry("int", "integer"),
            entry("int2", "smallint"),
            entry("int4", "integer"),
            entry("int8", "bigint"),
            entry("float4", "real"),
            entry("float8", "double precision"),
            entry("decimal", "numeric"),
            entry("dec", "numeric"),
            entry("bool", "boolean"),
            entry("varchar", "character varying"),
            entry("char", "character"),
            entry("nchar", "character"),
            entry("varbit", "bit varying"));

    private static final Map<String, String> SERIALS = Map.of(
            "serial", "integer",
            "serial4", "integer",
            "bigserial", "bigint",
            "serial8", "bigint",
            "smallserial", "smallint",
            "serial2", "smallint");

    private static final Set<String> BUILT_IN = Set.of("""
            aclitem anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray \
            anycompatiblerange anyelement anyenum anymultirange anynonarray anyrange bigint bit boolean box bpchar bytea \
            character cid cidr circle cstring date datemultirange daterange event_trigger gtsvector inet int2vector \
            int4multirange int4range int8multirange int8range integer internal interval json jsonb jsonpath \
            language_handler line lseg macaddr macaddr8 money name numeric nummultirange numrange oid oidvector path \
            pg_lsn pg_snapshot point polygon real record refcursor regclass regcollation regconfig regdictionary \
            regnamespace regoper regoperator regproc regprocedure regrole regtype smallint text tid trigger \
            tsm_handler tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector txid_snapshot unknown uuid void \
            xid xid8 xml""".split(" "));

    private static final Set<String> INTERVAL_FIELDS = Set.of("year", "month", "day", "hour", "minute", "second");

    /** The type as {@code format_type} prints it when no schema is searched; one that names none is in that schema. */
    public String text(String schemaOfOthers) {
        String whole = origin == Origin.MADE
                ? Identifiers.quotedForPostgres(schema.orElse(schemaOfOthers)) + "."
                        + Identifiers.quotedForPostgres(name)
                : name;
        return whole + modifiers + zone + array;
    }

    /** The type as the argument of a function, which has no modifiers. */
    public PostgresTypeName unlimited() {
        return new PostgresTypeName(schema, name, origin, "", zone, array);
    }

    /** The type that follows; goes past it. */
    static PostgresTypeName next(Tokens tokens) {
        PostgresTypeName element = element(tokens);
        return new PostgresTypeName(
                element.schema,
                element.name,
                element.origin,
                element.modifiers,
                element.zone,
                isArray(tokens) ? "[]" : "");
    }

    /** However many dimensions are declared: PostgreSQL keeps none of them. */
    private static boolean isArray(Tokens tokens) {
        boolean array = tokens.acceptWords("array");
        while (tokens.acceptSign("[")) {
            array = true;
            if (tokens.peek().kind() == Kind.NUMBER) {
                tokens.next();
            }
            tokens.expectSign("]");
        }
        return array;
    }

    private static PostgresTypeName element(Tokens tokens) {
        Token first = tokens.peek();
        boolean qualified = tokens.peek(1).isSign(".");
        if (first.kind() == Kind.WORD && !qualified) {
            return ofWords(tokens);
        }
        List<String> names = PostgresName.dotted(tokens);
        String name = names.get(names.size() - 1);
        Optional<String> schema = names.size() > 1 ? Optional.of(names.get(names.size() - 2)) : Optional.empty();
        if (schema.equals(Optional.of("pg_catalog")) || (schema.isEmpty() && isBuiltIn(name))) {
            return ofCatalog(tokens, name);
        }
        return new PostgresTypeName(schema, name, Origin.MADE, modifiers(tokens), "", "");
    }

    /** In quotes or behind {@code pg_catalog} a name has no words behind it, and {@code char} is another type. */
    private static PostgresTypeName ofCatalog(Tokens tokens, String name) {
        if (name.equals("char")) {
            return builtIn("\"char\"", "", "");
        }
        if (name.equals("timestamptz") || name.equals("timetz")) {
            return builtIn(name.substring(0, name.length() - 2), modifiers(tokens), " with time zone");
        }
        if (name.equals("timestamp") || name.equals("time")) {
            return builtIn(name, modifiers(tokens), " without time zone");
        }
        return limited(FULL_NAMES.getOrDefault(name, name), modifiers(tokens));
    }

    /** Only {@code character} as a keyword has a length if none is given. */
    private static PostgresTypeName limited(String name, String modifiers) {
        boolean padded = name.equals("bpchar") && !modifiers.isEmpty();
        return padded ? builtIn("character", modifiers, "") : plain(name, modifiers);
    }

    private static boolean isBuiltIn(String name) {
        return BUILT_IN.contains(FULL_NAMES.getOrDefault(name, name))
                || Set.of(
                                "timestamp",
                                "timestamptz",
                                "time",
                                "timetz",
                                "bit varying",
                                "character varying",
                                "double precision")
                        .contains(FULL_NAMES.getOrDefault(name, name));
    }

    private static PostgresTypeName ofWords(Tokens tokens) {
        String word = PostgresName.plain(tokens);
        return switch (word) {
            case "double" -> {
                tokens.expectWords("precision");
                yield builtIn("double precision", "", "");
            }
            case "national" -> {
                PostgresName.plain(tokens);
                yield characters(tokens);
            }
            case "character", "char", "nchar" -> characters(tokens);
            case "bit" -> {
                boolean varying = tokens.acceptWords("varying");
                String modifiers = modifiers(tokens);
                yield varying ? builtIn("bit varying", modifiers, "") : plain("bit", modifiers);
            }
            case "float" -> floating(tokens);
            case "interval" -> interval(tokens);
            case "timestamp", "time" -> builtIn(word, modifiers(tokens), zone(tokens));
            case "timestamptz", "timetz" ->
                builtIn(word.substring(0, word.length() - 2), modifiers(tokens), " with time zone");
            default -> other(tokens, word);
        };
    }

    private static PostgresTypeName characters(Tokens tokens) {
        return tokens.acceptWords("varying")
                ? builtIn("character varying", modifiers(tokens), "")
                : plain("character", modifiers(tokens));
    }

    private static PostgresTypeName floating(Tokens tokens) {
        String precision = modifiers(tokens);
        if (!precision.matches("(\\([0-9]{1,2}\\))?")) {
            throw tokens.unexpected("a precision of up to 53 bits before it");
        }
        boolean single = !precision.isEmpty() && Integer.parseInt(precision.replaceAll("[()]", "")) <= 24;
        return builtIn(single ? "real" : "double precision", "", "");
    }

    private static PostgresTypeName interval(Tokens tokens) {
        var fields = new StringBuilder();
        while (INTERVAL_FIELDS.contains(tokens.peek().text().toLowerCase(java.util.Locale.ROOT))
                || (fields.length() > 0 && tokens.atWords("to"))) {
            fields.append(' ').append(tokens.next().value());
        }
        return builtIn("interval" + fields, modifiers(tokens), "");
    }

    private static String zone(Tokens tokens) {
        if (tokens.acceptWords("with", "time", "zone")) {
            return " with time zone";
        }
        tokens.acceptWords("without", "time", "zone");
        return " without time zone";
    }

    private static PostgresTypeName other(Tokens tokens, String word) {
        if (SERIALS.containsKey(word)) {
            return new PostgresTypeName(Optional.empty(), SERIALS.get(word), Origin.SERIAL, "", "", "");
        }
        String name = FULL_NAMES.getOrDefault(word, word);
        if (isBuiltIn(name)) {
            return limited(name, modifiers(tokens));
        }
        return new PostgresTypeName(Optional.empty(), name, Origin.MADE, modifiers(tokens), "", "");
    }

    /** What PostgreSQL adds to a type that says less. */
    private static PostgresTypeName plain(String name, String modifiers) {
        if (modifiers.isEmpty() && (name.equals("character") || name.equals("bit"))) {
            return builtIn(name, "(1)", "");
        }
        if (name.equals("numeric") && !modifiers.isEmpty() && !modifiers.contains(",")) {
            return builtIn(name, modifiers.replace(")", ",0)"), "");
        }
        return builtIn(name, modifiers, "");
    }

    private static PostgresTypeName builtIn(String name, String modifiers, String zone) {
        return new PostgresTypeName(Optional.empty(), name, Origin.BUILT_IN, modifiers, zone, "");
    }

    private static String modifiers(Tokens tokens) {
        return tokens.peek().isSign("(") ? "(" + tokens.bracketed().replaceAll("\\s+", "") + ")" : "";
    }
}
