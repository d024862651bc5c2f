package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.TypeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the expressions that databases keep: the text as written on SQLite, what {@code pg_get_expr} and
 * {@code pg_get_constraintdef} print on PostgreSQL. An expression is understood whole or stays {@link Expression.Raw},
 * never a part of it, and so does one that nests deeper than ours may; odd text is never an error.
 *
 * <p>A cast is left out only where it changes nothing:
 * <ul>
 *   <li>a literal cast to a type that holds it exactly: {@code 'a'::text}, {@code (0)::double precision},
 *       {@code '-1'::integer}, {@code '2020-01-02'::date}, but not {@code 1.5::integer};
 *   <li>a column of known type cast to a wider one, as PostgreSQL does of itself: {@code varchar} to {@code text}, a
 *       number to {@code numeric} or {@code double precision};
 *   <li>a column of unknown type cast to text, where it is in {@code lower} or {@code length}, or is tested for equality
 *       with a text or another such column: nowhere else is it sure that the order of texts does not matter.
 * </ul>
 * Every other cast, {@code (a)::date} for one, makes the expression raw. On SQLite, which adds no casts, each does.
 */
public final class ExpressionReader {
    private ExpressionReader() {}

    /** The expression of that text, which must not be blank; column types are not known. */
    public static Expression read(String sql, DialectName dialect) {
        return read(sql, dialect, Map.of());
    }

    /**
     * The expression of that text, which must not be blank.
     *
     * @param columnTypes the types of the table's columns by name, as {@code format_type} prints them
     */
    public static Expression read(String sql, DialectName dialect, Map<String, String> columnTypes) {
        try {
            Expression read = new ExpressionParser(sql, dialect, typesOf(columnTypes)).whole();
            return ExpressionParts.nestTooDeep(read) ? Expression.raw(dialect, storable(sql)) : read;
        } catch (SqlSyntaxException | InvalidDefinition e) {
            return Expression.raw(dialect, storable(sql));
        }
    }

    /** The default of that text. On SQLite a name there, quoted or not, is a text: a default sees no columns. */
    public static Expression readDefault(String sql, DialectName dialect) {
        Expression read = read(sql, dialect);
        return read instanceof Expression.Column name && dialect.equals(DialectName.SQLITE)
                ? Expression.literal(name.name())
                : read;
    }

    private static Map<String, TypeName> typesOf(Map<String, String> columnTypes) {
        var types = new HashMap<String, TypeName>();
        columnTypes.forEach((column, text) ->
                types.put(column, TypeName.of(text).orElseGet(() -> new TypeName(text, List.of(), 0))));
        return types;
    }

    /** What no definition holds, NUL and half surrogate pairs, replaced: such text equals nothing anyway. */
    private static String storable(String sql) {
        var text = new StringBuilder(sql.length());
        sql.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
