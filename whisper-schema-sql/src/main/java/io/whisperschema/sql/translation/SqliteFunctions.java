package io.whisperschema.sql.translation;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.sql.postgres.PostgresTypes;
import io.whisperschema.sql.sqlite.SqliteTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls of SQLite's functions in PostgreSQL's words. */
final class SqliteFunctions {
    private static final Set<String> SAME = Set.of(
            "abs",
            "coalesce",
            "lower",
            "upper",
            "nullif",
            "length",
            "trim",
            "ltrim",
            "rtrim",
            "replace",
            "substr",
            "substring",
            "sign",
            "ceil",
            "ceiling",
            "floor",
            "sqrt",
            "exp",
            "ln",
            "power",
            "mod");
    private static final Map<String, String> RENAMED =
            Map.of("ifnull", "coalesce", "instr", "strpos", "max", "greatest", "min", "least", "pow", "power");
    private static final Pattern PATH = Pattern.compile("\\$?(\\.?[A-Za-z0-9_]+|\\[[0-9]+\\])*");

    private final SqliteRaw words;

    SqliteFunctions(SqliteRaw words) {
        this.words = words;
    }

    String call(String function, TokenRange arguments) {
        List<TokenRange> parts = arguments.arguments();
        if (function.equals("cast")) {
            return cast(arguments);
        }
        if (function.equals("typeof")) {
            throw new Untranslatable(
                    "a column of PostgreSQL holds values of one type only", "The type of the column sees to it.");
        }
        if (SAME.contains(function) || (function.equals("round") && parts.size() == 1)) {
            return function + "(" + list(parts) + ")";
        }
        if (RENAMED.containsKey(function) && (parts.size() > 1 || !function.startsWith("m"))) {
            return RENAMED.get(function) + "(" + list(parts) + ")";
        }
        return special(function, parts);
    }

    private String special(String function, List<TokenRange> parts) {
        return switch (function + parts.size()) {
            case "round2" -> "round((" + argument(parts, 0) + ")::numeric, " + argument(parts, 1) + ")";
            case "iif3", "if3" ->
                "CASE WHEN " + argument(parts, 0) + " THEN " + argument(parts, 1) + " ELSE " + argument(parts, 2)
                        + " END";
            case "json_valid1" ->
                "((" + argument(parts, 0) + ") IS NULL OR (" + argument(parts, 0) + ")::jsonb IS NOT NULL)";
            case "json_extract2" -> json(argument(parts, 0), parts.get(1).get(0), "->>");
            default -> throw new Untranslatable("we do not know what " + function + "(…) is on PostgreSQL");
        };
    }

    private String argument(List<TokenRange> parts, int at) {
        return words.sequence(parts.get(at));
    }

    private String list(List<TokenRange> parts) {
        return parts.stream().map(words::sequence).collect(Collectors.joining(", "));
    }

    /** What stands at a path in a text of JSON. */
    static String json(String document, Token path, String arrow) {
        if (path.kind() != Token.Kind.STRING || !PATH.matcher(path.value()).matches()) {
            throw new Untranslatable("the path " + path.text() + " is more than names and numbers");
        }
        String steps = path.value()
                .replaceFirst("^\\$", "")
                .replaceAll("\\[([0-9]+)\\]", ".$1")
                .replaceFirst("^\\.", "");
        String array = SqliteRaw.literal(Expression.literal("{" + steps.replace('.', ',') + "}"));
        String operator = arrow.equals("->") ? " #> " : " #>> ";
        return "((" + document + ")::jsonb" + operator + array + ")" + (arrow.equals("->") ? "::text" : "");
    }

    private String cast(TokenRange arguments) {
        int as = 0;
        while (!arguments.isWord(as, "as")) {
            arguments.get(as++);
        }
        String type = arguments.between(as + 1, arguments.size()).tokens().stream()
                .map(Token::text)
                .collect(Collectors.joining(" "));
        return "(" + words.sequence(arguments.between(0, as)) + ")::" + postgresType(type);
    }

    private static String postgresType(String declared) {
        NativeType type = SqliteTypes.read(declared);
        Optional<ColumnType> portable = type.text().contains("CHAR") ? Optional.of(ScalarType.TEXT) : type.portable();
        return portable.map(one -> PostgresTypes.spell(one).text())
                .or(() -> Optional.of("numeric").filter(one -> type.text().startsWith("NUMERIC")))
                .orElseThrow(() -> new Untranslatable("it casts to " + declared));
    }
}
