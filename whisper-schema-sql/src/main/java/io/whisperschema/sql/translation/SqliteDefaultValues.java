package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Defaults of SQLite's, which keeps whatever it is given, as the type of a column takes them. */
final class SqliteDefaultValues {
    private static final String SECONDS = "(extract(epoch FROM now()))::bigint";
    private static final Map<String, String> COMPUTED = Map.of(
            "strftime('%s','now')", SECONDS,
            "cast(strftime('%s','now')asinteger)", SECONDS,
            "cast(strftime('%s','now')asint)", SECONDS,
            "unixepoch()", SECONDS,
            "unixepoch('now')", SECONDS,
            "julianday('now')", "(extract(epoch FROM now()) / 86400 + 2440587.5)::double precision",
            "lower(hex(randomblob(16)))", "replace(gen_random_uuid()::text, '-', '')",
            "hex(randomblob(16))", "upper(replace(gen_random_uuid()::text, '-', ''))");
    private static final Map<String, String> CLOCK = Map.of(
            "datetime('now')", "YYYY-MM-DD HH24:MI:SS",
            "current_timestamp", "YYYY-MM-DD HH24:MI:SS",
            "date('now')", "YYYY-MM-DD",
            "current_date", "YYYY-MM-DD",
            "time('now')", "HH24:MI:SS",
            "current_time", "HH24:MI:SS");
    private static final Map<String, String> FORMAT = Map.of(
            "%Y", "YYYY", "%m", "MM", "%d", "DD", "%H", "HH24", "%M", "MI", "%S", "SS", "%f", "SS.MS", "%j", "DDD");
    private static final Pattern STRFTIME = Pattern.compile("strftime\\('([^']*)','now'(,'utc')?\\)");
    private static final Pattern FORMAT_PART = Pattern.compile("%.|[^%]+");

    private SqliteDefaultValues() {}

    static Expression of(Expression value, ColumnType type) {
        Expression fit = value instanceof Expression.Raw raw ? computed(raw, type) : constant(value, type);
        if (!type.takes(fit)) {
            throw untranslatable(type);
        }
        return fit;
    }

    private static Untranslatable untranslatable(ColumnType type) {
        return new Untranslatable("it is no " + type.text(), "Give a default of the column's type, or another type.");
    }

    /** A constant, or the time, as that type takes it. */
    static Expression constant(Expression value, ColumnType type) {
        if (value instanceof Expression.Now && Kind.of(type) == Kind.TEXT) {
            return words(value, clock("YYYY-MM-DD HH24:MI:SS"));
        }
        Optional<Expression> fit = switch (Kind.of(type)) {
            case TRUTH -> SqliteLiterals.truth(value);
            case NUMBER, WHOLE -> SqliteLiterals.number(value);
            case TEXT -> SqliteLiterals.text(value);
            case TIME -> SqliteLiterals.moment(value);
            case DAY -> SqliteLiterals.day(value);
            case UUID -> SqliteLiterals.uuid(value);
            case BYTES -> bytes(value);
            default -> Optional.empty();
        };
        return fit.orElseThrow(() -> untranslatable(type));
    }

    private static Optional<Expression> bytes(Expression value) {
        return value instanceof Expression.Text text
                ? Optional.of(Expression.literal(text.value().getBytes(StandardCharsets.UTF_8)))
                : Optional.of(value).filter(Expression.Bytes.class::isInstance);
    }

    private static Expression computed(Expression.Raw raw, ColumnType type) {
        TokenRange tokens = TokenRange.of(raw.sql(), DialectName.SQLITE);
        String squeezed = tokens.squeezed();
        boolean isMoment = Kind.of(type) == Kind.TIME;
        if (COMPUTED.containsKey(squeezed)) {
            Kind kind = squeezed.contains("hex") ? Kind.TEXT : squeezed.startsWith("julian") ? Kind.NUMBER : Kind.WHOLE;
            return words(raw, Phrase.whole(COMPUTED.get(squeezed), kind), type);
        }
        Matcher strftime = STRFTIME.matcher(squeezed);
        boolean isClock = CLOCK.containsKey(squeezed) || strftime.matches();
        if (isClock && (isMoment || Kind.of(type) == Kind.DAY)) {
            return Expression.now();
        }
        if (isClock && Kind.of(type) == Kind.TEXT) {
            String format = CLOCK.containsKey(squeezed) ? CLOCK.get(squeezed) : format(strftime.group(1));
            return words(raw, clock(format));
        }
        return isClock ? refused() : words(raw, new SqliteRaw(new TableColumns()).translate(raw.sql()), type);
    }

    /** Those words where the column takes what comes out; a text takes whole numbers too. */
    private static Expression words(Expression sqlite, Phrase postgres, ColumnType type) {
        Kind kind = Kind.of(type);
        boolean isText = kind == Kind.TEXT && postgres.kind() == Kind.WHOLE;
        boolean loses = kind == Kind.WHOLE && postgres.kind() == Kind.NUMBER;
        if (!isText && (loses || !postgres.kind().agreesWith(kind))) {
            throw untranslatable(type);
        }
        return words(sqlite, postgres.sql());
    }

    private static Expression refused() {
        throw new Untranslatable("it is a time in another form than the column's type has");
    }

    /** A text as SQLite writes times, which are in UTC. */
    private static String clock(String format) {
        return "to_char((now() AT TIME ZONE 'UTC'), '" + format + "')";
    }

    private static String format(String strftime) {
        var format = new StringBuilder();
        Matcher part = FORMAT_PART.matcher(strftime);
        while (part.find()) {
            String text = part.group();
            if (text.startsWith("%") && !FORMAT.containsKey(text)) {
                throw new Untranslatable("we do not know what " + text + " of strftime is on PostgreSQL");
            }
            format.append(FORMAT.getOrDefault(text, text.matches("[-:. /]*") ? text : "\"" + text + "\""));
        }
        return format.toString();
    }

    private static Expression words(Expression sqlite, String postgres) {
        String words = sqlite instanceof Expression.Raw raw ? raw.sql() : "CURRENT_TIMESTAMP";
        return new Expression.PerDialect(
                List.of(Expression.raw(DialectName.SQLITE, words), Expression.raw(DialectName.POSTGRES, postgres)));
    }
}
