package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.ExpressionWriter.Style;
import java.util.Optional;

/**
 * An expression as each database words it.
 *
 * @param sqlite in SQLite's words
 * @param postgres in PostgreSQL's
 */
record Words(String sqlite, String postgres) {
    /** The words of an expression that one database has. */
    static String of(Expression expression) {
        boolean isPostgres = ExpressionParts.any(
                expression,
                part -> part instanceof Expression.Raw raw && raw.dialect().equals(DialectName.POSTGRES));
        return ExpressionWriter.write(expression, isPostgres ? Style.POSTGRES : Style.SQLITE);
    }

    /** Both wordings, if they had to be translated word by word. */
    static Optional<Words> translated(Expression expression) {
        return ExpressionParts.any(expression, Expression.PerDialect.class::isInstance)
                ? Optional.of(new Words(
                        ExpressionWriter.write(expression, Style.SQLITE),
                        ExpressionWriter.write(expression, Style.POSTGRES)))
                : Optional.empty();
    }
}
