package io.whisperschema.sql.translation;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.sql.ExpressionReader;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.sqlite.SqliteTypes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which portable type a type of PostgreSQL's is, and what of it only a check can keep. */
final class PostgresColumnTypes {
    private static final Pattern LIMITED = Pattern.compile("(?:character varying|character)\\((\\d{1,9})\\)");
    private static final Pattern MOMENT = Pattern.compile("timestamp(\\(\\d\\))? (with|without) time zone");

    private final RelationalCatalog catalog;
    private final Notes notes;

    PostgresColumnTypes(RelationalCatalog catalog, Notes notes) {
        this.catalog = catalog;
        this.notes = notes;
    }

    ColumnType of(String place, NativeType type) {
        type.portable().ifPresent(portable -> say(place, portable));
        return type.portable().orElseGet(() -> decided(place, type.text()));
    }

    /** The kind of values of a column of that type, which became another. */
    Kind kind(NativeType type, ColumnType other) {
        if (isEnum(type.text())) {
            return Kind.LABEL;
        }
        boolean isText = other instanceof DecimalType decimal
                && SqliteTypes.spell(decimal).text().equals("TEXT");
        return isText || type.text().equals("numeric") ? Kind.DIGITS : Kind.of(other);
    }

    private void say(String place, ColumnType type) {
        if (type instanceof ArrayType) {
            notes.notice(
                    place,
                    "JSON in text",
                    type.text(),
                    "SQLite has no arrays: it holds a JSON array; ask it with json_each.");
        }
        if (type == ScalarType.JSONB) {
            notes.notice(
                    place,
                    "JSON in text",
                    "jsonb",
                    "It becomes that: ask it with -> and ->>; @> and ? have no counterpart.");
        }
    }

    private ColumnType decided(String place, String text) {
        if (MOMENT.matcher(text).matches()) {
            return moment(place, text);
        }
        if (text.startsWith("character")) {
            return ScalarType.TEXT;
        }
        return switch (text) {
            case "smallint" -> said(place, ScalarType.INTEGER, text, "SQLite does not hold it to 16 bits.");
            case "real" -> said(place, ScalarType.REAL, text, "SQLite holds 64 bits.");
            case "numeric" ->
                said(
                        place,
                        ScalarType.TEXT,
                        text,
                        "Text keeps all digits, SQLite's numbers 15; compare and add with CAST(… AS REAL).");
            default -> isEnum(text) ? ScalarType.TEXT : other(place, text);
        };
    }

    private ColumnType moment(String place, String text) {
        return said(
                place,
                ScalarType.TIMESTAMP,
                text,
                text.endsWith("without time zone")
                        ? "Its values are read as UTC."
                        : "SQLite keeps as many digits as it is given.");
    }

    private ColumnType said(String place, ColumnType type, String text, String remedy) {
        notes.notice(place, type.text(), text, remedy);
        return type;
    }

    private ColumnType other(String place, String text) {
        boolean ignoresCase = text.endsWith("citext");
        notes.warning(
                place,
                "a type that SQLite has",
                text,
                ignoresCase
                        ? "It becomes text; on SQLite give the column COLLATE NOCASE, which folds the letters of ASCII only."
                        : "It becomes text; its operators and its checks of what it is given have no counterpart.");
        return ScalarType.TEXT;
    }

    private boolean isEnum(String text) {
        return labels(text).isPresent();
    }

    private Optional<String> labels(String text) {
        return catalog.foreignObjects().stream()
                .filter(object -> object.type().equals("enum") && names(text, object.name()))
                .map(ForeignObject::definition)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean names(String type, String name) {
        String quoted = Identifiers.quotedForPostgres(name);
        return type.equals(quoted) || type.endsWith("." + quoted);
    }

    /** What a type sees to that SQLite does only if told. */
    Optional<Expression> condition(String place, String column, NativeType type) {
        Matcher limited = LIMITED.matcher(type.text());
        if (limited.matches()) {
            Expression longest = Expression.literal(Long.parseLong(limited.group(1)));
            notes.notice(place, "text with a check of its length", type.text(), "It becomes that.");
            return Optional.of(Expression.column(column).length().atMost(longest));
        }
        return labels(type.text()).map(labels -> {
            notes.notice(place, "text with a check of its values", "enum " + type.text(), "It becomes that.");
            return ExpressionReader.read(Identifiers.quoted(column) + " IN (" + labels + ")", DialectName.POSTGRES);
        });
    }
}
