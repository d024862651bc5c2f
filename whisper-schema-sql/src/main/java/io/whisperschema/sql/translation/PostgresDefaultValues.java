package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.internal.sql.Token;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Defaults of PostgreSQL's in words that SQLite has too. */
final class PostgresDefaultValues {
    private static final String RANDOM_UUID = "lower(hex(randomblob(4))) || '-' || lower(hex(randomblob(2))) || '-4'"
            + " || substr(lower(hex(randomblob(2))), 2) || '-' || substr('89ab', abs(random()) % 4 + 1, 1)"
            + " || substr(lower(hex(randomblob(2))), 2) || '-' || lower(hex(randomblob(6)))";
    private static final Map<String, String> COMPUTED = Map.of(
            "gen_random_uuid()", RANDOM_UUID,
            "uuid_generate_v4()", RANDOM_UUID,
            "public.uuid_generate_v4()", RANDOM_UUID,
            "extract(epochfromnow())", "unixepoch('subsec')",
            "(extract(epochfromnow()))::bigint", "CAST(strftime('%s', 'now') AS INTEGER)");
    private static final Set<String> CLOCKS = Set.of(
            "now()",
            "clock_timestamp()",
            "statement_timestamp()",
            "localtimestamp",
            "current_timestamp",
            "current_date",
            "(now())::date",
            "now()::date",
            "(nowattimezone'utc')",
            "nowattimezone'utc'",
            "now()attimezone'utc'",
            "(now()attimezone'utc')",
            "timezone('utc',now())",
            "current_timestamp(3)",
            "current_timestamp(6)");

    private static final Set<String> TRUE = Set.of("t", "tr", "tru", "true", "y", "ye", "yes", "on", "1");
    private static final Set<String> FALSE = Set.of("f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0");

    private final PostgresRaw raw;

    PostgresDefaultValues(PostgresRaw raw) {
        this.raw = raw;
    }

    Expression of(Expression value, ColumnType type) {
        Expression fit = value instanceof Expression.Raw words ? computed(words, type) : constant(value, type);
        if (!type.takes(fit)) {
            throw new Untranslatable("it is no " + type.text(), "Give a default of the column's type.");
        }
        return fit;
    }

    private static Expression constant(Expression value, ColumnType type) {
        if (Kind.of(type) == Kind.TRUTH && value instanceof Expression.Text text) {
            return truth(text);
        }
        if (Kind.of(type) == Kind.BYTES
                && value instanceof Expression.Text text
                && text.value().indexOf('\\') >= 0) {
            throw new Untranslatable("which bytes it escapes is not known here");
        }
        return type.takes(value) ? value : SqliteDefaultValues.constant(value, type);
    }

    /** The truth that PostgreSQL takes a text for. */
    static Expression truth(Expression.Text text) {
        String word = text.value().strip().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw new Untranslatable("it is no boolean", "Give a default of the column's type.");
        }
        return Expression.literal(TRUE.contains(word));
    }

    /** A text that is cast, as PostgreSQL keeps constants of most types. */
    private static Optional<Expression> constant(TokenRange tokens) {
        boolean isCast = tokens.size() > 2
                && tokens.get(0).kind() == Token.Kind.STRING
                && tokens.isSign(1, "::")
                && tokens.between(2, tokens.size()).tokens().stream()
                        .allMatch(token -> token.kind() != Token.Kind.OPERATOR && token.kind() != Token.Kind.STRING);
        return isCast ? Optional.of(Expression.literal(tokens.get(0).value())) : Optional.empty();
    }

    private Expression computed(Expression.Raw words, ColumnType type) {
        TokenRange tokens = TokenRange.of(words.sql(), DialectName.POSTGRES);
        Optional<Expression> constant = type instanceof ArrayType || tokens.isSign(tokens.size() - 1, "]")
                ? Optional.empty()
                : constant(tokens);
        if (constant.isPresent()) {
            return constant(constant.get(), type);
        }
        String squeezed = tokens.squeezed().replace("::text", "").replaceAll("'(?i:utc)'", "'utc'");
        boolean isTime = Kind.of(type) == Kind.TIME || Kind.of(type) == Kind.DAY;
        if (CLOCKS.contains(squeezed) && isTime) {
            return Expression.now();
        }
        if (squeezed.startsWith("nextval(")) {
            throw new Untranslatable(
                    "SQLite has no sequences", "Number the rows with identity(), or in your statements.");
        }
        String sqlite = COMPUTED.containsKey(squeezed) ? COMPUTED.get(squeezed) : raw.translate(words.sql());
        return new Expression.PerDialect(List.of(words, Expression.raw(DialectName.SQLITE, sqlite)));
    }
}
