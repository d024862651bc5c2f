package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls of SQLite's functions in PostgreSQL's words. */
final class SqliteFunctions {
    private static final Pattern PATH = Pattern.compile("\\$(\\.[A-Za-z_][A-Za-z0-9_]*|\\[[0-9]{1,9}\\])*");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_. -]*");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final SqliteRaw words;

    SqliteFunctions(SqliteRaw words) {
        this.words = words;
    }

    Phrase call(Syntax.Call call) {
        List<Syntax> arguments = call.arguments();
        return switch (call.function() + "/" + arguments.size()) {
            case "typeof/1" ->
                throw new Untranslatable(
                        "a column of PostgreSQL holds values of one type only", "The type of the column sees to it.");
            case "lower/1", "upper/1", "trim/1", "ltrim/1", "rtrim/1", "trim/2", "ltrim/2", "rtrim/2", "replace/3" ->
                Phrase.whole(call.function() + "(" + texts(arguments) + ")", Kind.TEXT);
            case "instr/2" -> Phrase.whole("strpos(" + texts(arguments) + ")", Kind.WHOLE);
            case "length/1" -> length(arguments.get(0));
            case "substr/2", "substr/3", "substring/2", "substring/3" -> part(arguments);
            case "abs/1" -> {
                Phrase number = words.number(arguments.get(0));
                yield Phrase.whole("abs(" + number.sql() + ")", number.kind());
            }
            case "sign/1", "ceil/1", "ceiling/1", "floor/1" ->
                Phrase.whole(
                        call.function() + "(" + words.number(arguments.get(0)).sql() + ")", Kind.NUMBER);
            // PostgreSQL rounds a half of its floating numbers to the next even one, SQLite away from zero.
            case "round/1" -> Phrase.whole("round(" + exact(arguments.get(0)) + ")", Kind.NUMBER);
            case "round/2" ->
                Phrase.whole(
                        "round(" + exact(arguments.get(0)) + ", " + Syntax.count(arguments.get(1)) + ")", Kind.NUMBER);
            case "iif/3", "if/3" ->
                choice(
                        List.of("WHEN " + words.condition(arguments.get(0)).sql() + " THEN "),
                        List.of(arguments.get(1)),
                        Optional.of(arguments.get(2)));
            case "json_valid/1" -> valid(arguments.get(0));
            case "json_extract/2" -> json(arguments.get(0), path(arguments.get(1)), " #>> ");
            default -> other(call);
        };
    }

    private Phrase other(Syntax.Call call) {
        return switch (call.function()) {
            case "coalesce", "ifnull" -> {
                List<Phrase> alike = alike(several(call));
                yield Phrase.whole("coalesce(" + Phrase.list(alike) + ")", Phrase.kind(alike));
            }
            case "nullif" -> {
                List<Phrase> alike = alike(several(call));
                yield Phrase.whole("nullif(" + Phrase.list(alike) + ")", Phrase.kind(alike));
            }
            case "max", "min" -> largest(call.function().equals("max") ? "greatest" : "least", several(call));
            default -> throw SqliteRaw.unknown(call.function() + "(…)");
        };
    }

    private static List<Syntax> several(Syntax.Call call) {
        if (call.arguments().size() < 2
                || (call.function().endsWith("if") && call.arguments().size() > 2)) {
            throw SqliteRaw.unknown(call.function() + "(…)");
        }
        return call.arguments();
    }

    /** SQLite's largest of a null and others is null. */
    private Phrase largest(String function, List<Syntax> arguments) {
        List<Phrase> alike = alike(arguments);
        if (Phrase.kind(alike) == Kind.TEXT) {
            throw new Untranslatable("it puts texts in order");
        }
        String nulls = alike.stream()
                .filter(phrase -> !COUNT.matcher(phrase.sql()).matches())
                .map(phrase -> phrase.part() + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String all = function + "(" + Phrase.list(alike) + ")";
        return Phrase.whole(nulls.isEmpty() ? all : "CASE WHEN " + nulls + " THEN " + all + " END", Phrase.kind(alike));
    }

    /** {@code CASE}, its values in order. */
    Phrase choice(List<String> conditions, List<Syntax> values, Optional<Syntax> otherwise) {
        var all = new ArrayList<>(values);
        otherwise.ifPresent(all::add);
        List<Phrase> alike = alike(all);
        var sql = new StringBuilder("CASE");
        for (int i = 0; i < values.size(); i++) {
            sql.append(' ').append(conditions.get(i)).append(alike.get(i).sql());
        }
        if (otherwise.isPresent()) {
            sql.append(" ELSE ").append(alike.get(values.size()).sql());
        }
        return Phrase.whole(sql.append(" END").toString(), Phrase.kind(alike));
    }

    /** Values of one kind; truth values among numbers are numbers. */
    private List<Phrase> alike(List<Syntax> values) {
        List<Phrase> phrases = values.stream().map(value -> value.match(words)).toList();
        boolean counted = phrases.stream().anyMatch(phrase -> phrase.kind().isNumber());
        boolean truths = phrases.stream().anyMatch(phrase -> phrase.kind() == Kind.TRUTH);
        return counted && truths ? values.stream().map(words::number).toList() : phrases;
    }

    private String texts(List<Syntax> arguments) {
        return arguments.stream().map(one -> words.text(one).sql()).collect(Collectors.joining(", "));
    }

    private Phrase length(Syntax argument) {
        Phrase value = argument.match(words);
        boolean ofBytes = value.kind() == Kind.BYTES;
        return Phrase.whole("length(" + (ofBytes ? value : words.text(argument)).sql() + ")", Kind.WHOLE);
    }

    /** From the end PostgreSQL counts in another way. */
    private Phrase part(List<Syntax> arguments) {
        String text = words.text(arguments.get(0)).sql();
        if (arguments.get(1) instanceof Syntax.Sign sign && sign.sign().equals("-") && arguments.size() == 2) {
            return Phrase.whole("right(" + text + ", " + Syntax.count(sign.value()) + ")", Kind.TEXT);
        }
        String start = Syntax.count(arguments.get(1));
        if (start.matches("0+")) {
            throw SqliteRaw.unknown("substr(…, 0)");
        }
        String length = arguments.size() == 2 ? "" : ", " + Syntax.count(arguments.get(2));
        return Phrase.whole("substr(" + text + ", " + start + length + ")", Kind.TEXT);
    }

    private String exact(Syntax argument) {
        return words.number(argument).part() + "::numeric";
    }

    private Phrase valid(Syntax argument) {
        String document = words.text(argument).sql();
        return Phrase.whole("((" + document + ") IS NULL OR (" + document + ")::jsonb IS NOT NULL)", Kind.TRUTH);
    }

    /** What stands in a text of JSON under a label or at a path. */
    Phrase json(Syntax document, Syntax label, String arrow) {
        boolean isLabel = label instanceof Syntax.Constant constant
                && constant.value() instanceof Expression.Text text
                && LABEL.matcher(text.value()).matches();
        String steps =
                isLabel ? "{\"" + ((Expression.Text) ((Syntax.Constant) label).value()).value() + "\"}" : path(label);
        return json(document, steps, arrow.equals("->") ? " #> " : " #>> ");
    }

    private Phrase json(Syntax document, String steps, String operator) {
        String found = "((" + words.text(document).sql() + ")::jsonb" + operator
                + SqliteRaw.literal(Expression.literal(steps)) + ")";
        return Phrase.whole(operator.equals(" #> ") ? found + "::text" : found, Kind.TEXT);
    }

    private static String path(Syntax path) {
        if (path instanceof Syntax.Constant constant
                && constant.value() instanceof Expression.Text text
                && PATH.matcher(text.value()).matches()) {
            return text.value()
                    .substring(1)
                    .replaceAll("\\[([0-9]+)\\]", ".$1")
                    .replaceFirst("^\\.", "{")
                    .replaceFirst("^$", "{")
                    .replace('.', ',')
                    .concat("}");
        }
        throw new Untranslatable("a path in it is more than names and numbers");
    }

    Phrase cast(Syntax.Cast cast) {
        String type = cast.type().replaceAll("\\(.*", "");
        if (type.contains("int")) {
            Phrase number = words.number(cast.value());
            return number.kind() == Kind.WHOLE
                    ? number
                    : Phrase.whole("trunc(" + number.sql() + ")::bigint", Kind.WHOLE);
        }
        if (type.contains("char") || type.contains("clob") || type.contains("text")) {
            return words.text(cast.value());
        }
        if (type.contains("real") || type.contains("floa") || type.contains("doub")) {
            return Phrase.whole(words.number(cast.value()).part() + "::double precision", Kind.NUMBER);
        }
        if (type.equals("numeric") || type.equals("decimal")) {
            return words.number(cast.value());
        }
        throw new Untranslatable("it casts to " + cast.type());
    }
}
