package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.Expression;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls of PostgreSQL's functions, casts and steps into JSON in SQLite's words. */
final class PostgresFunctions {
    private static final Map<String, String> OF_TEXTS = Map.of(
            "lower/1", "lower",
            "upper/1", "upper",
            "trim/1", "trim",
            "btrim/1", "trim",
            "btrim/2", "trim",
            "ltrim/1", "ltrim",
            "ltrim/2", "ltrim",
            "rtrim/1", "rtrim",
            "rtrim/2", "rtrim",
            "replace/3", "replace");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_. -]*");
    private static final Pattern NO_TEXT = Pattern.compile("true|false|[-+.0-9].*");
    private static final Set<String> TEXTS =
            Set.of("text", "varchar", "character varying", "character", "bpchar", "char", "name", "citext", "uuid");
    private static final Set<String> WHOLE = Set.of("integer", "int", "bigint", "smallint", "int2", "int4", "int8");
    private static final Set<String> FRACTIONS = Set.of("numeric", "decimal", "double precision", "real", "float8");

    private final PostgresRaw words;

    PostgresFunctions(PostgresRaw words) {
        this.words = words;
    }

    Phrase call(Syntax.Call call) {
        List<Syntax> arguments = call.arguments();
        String signature = call.function() + "/" + arguments.size();
        if (OF_TEXTS.containsKey(signature)) {
            return Phrase.whole(OF_TEXTS.get(signature) + "(" + texts(arguments) + ")", Kind.TEXT);
        }
        return switch (signature) {
            case "strpos/2" -> Phrase.whole("instr(" + texts(arguments) + ")", Kind.WHOLE);
            case "length/1", "char_length/1", "character_length/1" -> length(arguments.get(0));
            case "substr/2", "substr/3", "substring/2", "substring/3" -> part(arguments);
            case "abs/1" -> {
                Phrase number = words.number(arguments.get(0));
                yield Phrase.whole("abs(" + number.sql() + ")", number.kind());
            }
            case "sign/1", "ceil/1", "ceiling/1", "floor/1" ->
                Phrase.whole(
                        call.function() + "(" + words.number(arguments.get(0)).sql() + ")", Kind.NUMBER);
            case "mod/2" -> words.both(new Syntax.Both(arguments.get(0), "%", arguments.get(1)));
            case "nullif/2" -> {
                List<Phrase> alike = alike(arguments);
                yield Phrase.whole(
                        "nullif(" + Phrase.list(alike) + ")", alike.get(0).kind());
            }
            case "greatest/2" -> largest("max", arguments);
            case "least/2" -> largest("min", arguments);
            default -> {
                if (!call.function().equals("coalesce") || arguments.isEmpty()) {
                    throw PostgresRaw.unknown(call.function() + "(…)");
                }
                List<Phrase> alike = alike(arguments);
                yield alike.size() == 1
                        ? alike.get(0)
                        : Phrase.whole("coalesce(" + Phrase.list(alike) + ")", Phrase.kind(alike));
            }
        };
    }

    List<Phrase> alike(List<Syntax> values) {
        return words.alike(values);
    }

    private String texts(List<Syntax> arguments) {
        return arguments.stream().map(one -> words.text(one).sql()).collect(Collectors.joining(", "));
    }

    /** PostgreSQL's largest of a null and another is the other. */
    private Phrase largest(String function, List<Syntax> arguments) {
        List<Phrase> alike = alike(arguments);
        Kind kind = Phrase.kind(alike);
        if (kind == Kind.JSON || kind == Kind.ARRAY) {
            throw new Untranslatable("SQLite compares a " + kind.word() + " by its text");
        }
        String one = alike.get(0).sql();
        String other = alike.get(1).sql();
        return Phrase.whole(
                function + "(" + (COUNT.matcher(one).matches() ? one : "coalesce(" + one + ", " + other + ")") + ", "
                        + (COUNT.matcher(other).matches() ? other : "coalesce(" + other + ", " + one + ")") + ")",
                kind);
    }

    private Phrase length(Syntax argument) {
        Phrase value = argument.match(words);
        boolean ofBytes = value.kind() == Kind.BYTES;
        return Phrase.whole("length(" + (ofBytes ? value : words.text(argument)).sql() + ")", Kind.WHOLE);
    }

    /** Before the beginning SQLite counts from the end. */
    private Phrase part(List<Syntax> arguments) {
        String start = Syntax.count(arguments.get(1));
        if (start.matches("0+")) {
            throw PostgresRaw.unknown("substr(…, 0)");
        }
        String length = arguments.size() == 2 ? "" : ", " + Syntax.count(arguments.get(2));
        return Phrase.whole("substr(" + words.text(arguments.get(0)).sql() + ", " + start + length + ")", Kind.TEXT);
    }

    Phrase json(Syntax.Both step) {
        Phrase document = step.left().match(words);
        Syntax label = step.right() instanceof Syntax.Cast cast ? cast.value() : step.right();
        boolean known = label instanceof Syntax.Constant constant
                && (constant.value() instanceof Expression.Text text
                        ? LABEL.matcher(text.value()).matches()
                        : COUNT.matcher(constant.text()).matches());
        if (!known) {
            throw new Untranslatable("a label in it is more than a name or number");
        }
        boolean goesOn =
                step.left() instanceof Syntax.Both before && before.operator().equals("->");
        return Phrase.operation(
                (goesOn ? document.sql() : document.part()) + " " + step.operator() + " "
                        + label.match(words).sql(),
                step.operator().equals("->>") ? Kind.TEXT : Kind.JSON);
    }

    /** What is a number in JSON, SQLite compares as one; PostgreSQL compares its text. */
    static void sayOfJson(Syntax one, Syntax other) {
        Syntax constant = other instanceof Syntax.Cast cast ? cast.value() : other;
        boolean fromJson = one instanceof Syntax.Both both && both.operator().equals("->>");
        boolean isPlain = constant instanceof Syntax.Constant plain
                && plain.value() instanceof Expression.Text text
                && !NO_TEXT.matcher(text.value()).matches();
        if (fromJson && !isPlain) {
            throw new Untranslatable("it compares a number or truth value in JSON as a text");
        }
    }

    Phrase cast(Syntax.Cast cast) {
        String type = cast.type();
        if (cast.value() instanceof Syntax.Constant constant && constant.value() instanceof Expression.Text text) {
            return constant(constant, text, type);
        }
        if (type.equals("bool") || type.equals("boolean")) {
            return Phrase.comparison(
                    PostgresRaw.whole(words.number(cast.value())).part() + " <> 0");
        }
        if (TEXTS.contains(type)) {
            return words.text(cast.value());
        }
        Phrase value = cast.value().match(words);
        if (WHOLE.contains(type) && (value.kind() == Kind.WHOLE || value.kind() == Kind.TRUTH)) {
            return value.of(Kind.WHOLE);
        }
        if (FRACTIONS.contains(type) && value.kind().isNumber()) {
            return words.number(cast.value()).of(Kind.NUMBER);
        }
        boolean sameJson = value.kind() == Kind.JSON && (type.equals("jsonb") || type.equals("json"));
        if (sameJson) {
            return value;
        }
        throw new Untranslatable("it casts to " + type);
    }

    /** A text as a constant of that type; of types that are not ours it stays a text, as their columns do. */
    private static Phrase constant(Syntax.Constant constant, Expression.Text text, String type) {
        if (type.endsWith("[]")) {
            throw new Untranslatable("SQLite has no arrays", "Give a JSON array, such as '[1,2]'.");
        }
        String plain = type.replaceAll("\\(.*?\\)", "");
        Kind kind = WHOLE.contains(plain) || FRACTIONS.contains(plain)
                ? Kind.NUMBER
                : plain.startsWith("timestamp")
                        ? Kind.TIME
                        : plain.equals("date") ? Kind.DAY : plain.startsWith("bool") ? Kind.TRUTH : Kind.TEXT;
        if (kind == Kind.TEXT) {
            return Phrase.whole(PostgresRaw.literal(text), plain.startsWith("json") ? Kind.JSON : Kind.TEXT);
        }
        Expression known = kind == Kind.TRUTH ? PostgresDefaultValues.truth(text) : text;
        return SqliteConditions.literal(kind, known)
                .map(value -> Phrase.whole(
                        PostgresRaw.literal(value),
                        value instanceof Expression.Number number
                                        && number.value().scale() <= 0
                                ? Kind.WHOLE
                                : kind))
                .orElseThrow(() -> new Untranslatable("it casts " + constant.text() + " to " + type));
    }
}
