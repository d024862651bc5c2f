package io.whisperschema.sql.translation;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.postgres.PostgresTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How SQLite computes a column, in words that PostgreSQL has too. */
final class SqliteComputation {
    /** What PostgreSQL casts from and to as SQLite does; a text in JSON may hold a number. */
    private static final Set<Kind> CAST = Set.of(Kind.WHOLE, Kind.NUMBER, Kind.TEXT, Kind.TRUTH);

    private final CatalogTable table;
    private final TableColumns columns;
    private final SqliteConditions conditions;

    SqliteComputation(CatalogTable table, TableColumns columns, SqliteConditions conditions) {
        this.table = table;
        this.columns = columns;
        this.conditions = conditions;
    }

    Optional<Generated> computed(CatalogColumn column, Generated generated, Notes notes) {
        String place = "table " + table.name() + ", column " + column.name();
        try {
            Expression expression = Untranslatable.unlessInvalid(() -> expression(column, generated.expression()));
            notes.notice(
                    place,
                    "GENERATED ALWAYS AS (" + ExpressionWriter.write(expression, ExpressionWriter.Style.POSTGRES)
                            + ") STORED",
                    generated.storage() + " column " + Words.of(generated.expression()),
                    "It becomes that: PostgreSQL computes it when a row is written.");
            return Optional.of(new Generated(expression, generated.storage()));
        } catch (Untranslatable untranslatable) {
            notes.warning(
                    place,
                    "what PostgreSQL computes",
                    Words.of(generated.expression()) + " (" + untranslatable.why() + ")",
                    untranslatable.remedy() + " Until then it is a column like any other, which nobody fills.");
            return Optional.empty();
        }
    }

    private Expression expression(CatalogColumn column, Expression expression) {
        table.columns().stream()
                .filter(one -> one.generated().isPresent() && isNamedIn(expression, one.name()))
                .findFirst()
                .ifPresent(one -> {
                    throw new Untranslatable(
                            "it is computed from " + one.name() + ", which is computed too",
                            "PostgreSQL computes from plain columns only: write what " + one.name() + " is instead.");
                });
        Typed value = conditions.value(expression);
        ColumnType type = columns.find(column.name()).orElseThrow().type();
        Kind kind = Kind.of(type);
        boolean fits = value.kind().agreesWith(kind) && !(kind == Kind.WHOLE && value.kind() == Kind.NUMBER);
        boolean castsAlike = kind.isNumber() ? value.kind() != Kind.NUMBER : value.kind() == Kind.WHOLE;
        if (!fits && !(castsAlike && CAST.contains(kind) && CAST.contains(value.kind()))) {
            throw new Untranslatable("a " + value.kind().word() + " is no " + type.text());
        }
        return fits && !(value.expression() instanceof Expression.PerDialect) ? value.expression() : cast(value, type);
    }

    private static boolean isNamedIn(Expression expression, String column) {
        return ExpressionParts.any(
                expression,
                part -> (part instanceof Expression.Column one && one.name().equalsIgnoreCase(column))
                        || (part instanceof Expression.Raw raw
                                && TokenRange.of(raw.sql(), raw.dialect()).tokens().stream()
                                        .anyMatch(token -> token.value().equalsIgnoreCase(column))));
    }

    /** SQLite keeps what comes out; PostgreSQL wants to be told that it shall be of the column's type. */
    private static Expression cast(Typed value, ColumnType type) {
        String sqlite = ExpressionWriter.write(value.expression(), ExpressionWriter.Style.SQLITE);
        String postgres = ExpressionWriter.write(value.expression(), ExpressionWriter.Style.POSTGRES);
        String through = value.kind() == Kind.TRUTH && Kind.of(type).isNumber() ? "::integer" : "";
        return new Expression.PerDialect(List.of(
                Expression.raw(DialectName.SQLITE, sqlite),
                Expression.raw(
                        DialectName.POSTGRES,
                        "(" + postgres + ")" + through + "::"
                                + PostgresTypes.spell(type).text())));
    }
}
