package io.whisperschema.postgres;

import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.ComparedTexts;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.sql.DialectExpression;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.postgres.PostgresLiterals;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The expressions of one table as PostgreSQL would hold them.
 *
 * @param place the table
 * @param types its columns' types
 */
record PostgresExpressions(String place, Map<String, ColumnType> types) {
    static PostgresExpressions over(Table table) {
        return new PostgresExpressions(
                "table " + table.name(),
                table.columns().stream().collect(Collectors.toMap(Column::name, Column::type)));
    }

    /** An expression over the columns. */
    Expression of(String what, Expression expression) {
        Expression own = resolved(what, expression);
        ComparedTexts.refuseUnfit(place + ", " + what, types, own);
        return PostgresLiterals.WRITTEN.expression(own, types);
    }

    /** A default of a column of that type. */
    Expression defaultValue(String what, Expression value, ColumnType type) {
        Expression own = resolved(what, value);
        if (own instanceof Expression.Text text) {
            ComparedTexts.refuseUnfit(place + ", " + what, type, text);
        }
        return PostgresLiterals.WRITTEN.defaultValue(own, type);
    }

    private Expression resolved(String what, Expression expression) {
        return DialectExpression.resolved(place + ", " + what, expression, ExpressionWriter.Style.POSTGRES);
    }
}
