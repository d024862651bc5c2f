package io.whisperschema.sql;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.Unique;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tables, constraints and indexes in SQL; what differs between databases is a {@link Words} value. */
public final class TableSql {
    private final Words words;

    /** SQL in those words. */
    public TableSql(Words words) {
        this.words = words;
    }

    /** What differs between databases. */
    public interface Words {
        /** How expressions are spelled. */
        ExpressionWriter.Style style();

        /** A table's or index' name as statements use it, with its schema where there is one. */
        String qualified(String name);

        /** How one table refers to another in a foreign key. */
        String referred(String table);

        /** A column's type with what numbers it, and whether that makes it the primary key by itself. */
        TypeClause type(CatalogColumn column);

        /** Whether a primary key refuses null without being told. */
        boolean keysRefuseNull();

        /** A column's default, in the words that its type needs. */
        default Optional<Expression> defaultValue(CatalogColumn column) {
            return column.defaultValue();
        }

        /** The name by which CREATE INDEX calls the index it makes. */
        String newIndex(String name);
    }

    /**
     * A column's type.
     *
     * @param sql the words after its name
     * @param holdsKey whether they make it the table's primary key
     */
    public record TypeClause(String sql, boolean holdsKey) {}

    /** The statement that creates the table with these of its foreign keys, without its indexes. */
    public String create(CatalogTable table, List<ForeignKey> foreignKeys) {
        return create(table, foreignKeys, List.of());
    }

    /** The same with constraints in the database's own words behind the others. */
    public String create(CatalogTable table, List<ForeignKey> foreignKeys, List<String> inWords) {
        var lines = new ArrayList<String>();
        boolean keyHeld = false;
        for (CatalogColumn column : table.columns()) {
            boolean inlineKey = isPlainKey(table.primaryKey(), column);
            keyHeld |= inlineKey;
            lines.add(column(column, inlineKey));
        }
        if (!keyHeld) {
            table.primaryKey().ifPresent(key -> lines.add(primaryKey(key)));
        }
        table.uniques().forEach(unique -> lines.add(unique(unique)));
        table.checks().forEach(check -> lines.add(check(check)));
        table.exclusions().forEach(exclusion -> lines.add(exclusion(exclusion)));
        foreignKeys.forEach(key -> lines.add(foreignKey(key)));
        lines.addAll(inWords);
        return "CREATE TABLE " + words.qualified(table.name())
                + " (\n  " + String.join(",\n  ", lines) + "\n)"
                + form(table.form());
    }

    private static String form(TableForm form) {
        String options = form.options().stream()
                .sorted()
                .map(option -> option.name().replace('_', ' '))
                .collect(Collectors.joining(", "));
        return (options.isEmpty() ? "" : " " + options)
                + form.partitionedBy().map(by -> " PARTITION BY " + by).orElse("");
    }

    /** A column as it stands in a table that it is not the key of. */
    public String column(CatalogColumn column) {
        return column(column, false);
    }

    private String column(CatalogColumn column, boolean inlineKey) {
        TypeClause type = words.type(column);
        var sql = new StringBuilder(Identifiers.quoted(column.name()) + " " + type.sql());
        column.collation().ifPresent(collation -> sql.append(" COLLATE ").append(dotted(collation)));
        if (!column.nullable() && !type.holdsKey() && !(inlineKey && words.keysRefuseNull())) {
            sql.append(" NOT NULL");
        }
        if (inlineKey && !type.holdsKey()) {
            sql.append(" PRIMARY KEY");
        }
        words.defaultValue(column).ifPresent(value -> sql.append(" DEFAULT ").append(defaultValue(value)));
        column.generated().ifPresent(generated -> sql.append(generated(generated)));
        return sql.toString();
    }

    private String generated(Generated generated) {
        return " GENERATED ALWAYS AS (" + write(generated.expression()) + ") "
                + generated.storage().name();
    }

    /** A name that may have its schema before it, each quoted by itself. */
    public static String dotted(String name) {
        return Arrays.stream(name.split("\\.", -1))
                .map(Identifiers::alwaysQuoted)
                .collect(Collectors.joining("."));
    }

    private static boolean isPlainKey(Optional<PrimaryKey> key, CatalogColumn column) {
        return key.filter(one -> one.name().isEmpty() && one.columns().equals(List.of(column.name())))
                .isPresent();
    }

    /** A default's value. */
    public String defaultValue(Expression value) {
        boolean plain = value instanceof Expression.Text
                || value instanceof Expression.Number
                || value instanceof Expression.Truth
                || value instanceof Expression.Null
                || value instanceof Expression.Now
                || value instanceof Expression.Bytes;
        return plain ? write(value) : "(" + write(value) + ")";
    }

    /** A primary key as a table constraint. */
    public String primaryKey(PrimaryKey key) {
        return named(key.name()) + "PRIMARY KEY " + list(key.columns());
    }

    /** A unique constraint as a table constraint. */
    public String unique(Unique unique) {
        return named(unique.name()) + "UNIQUE "
                + (unique.nulls() == Unique.Nulls.AGREE ? "NULLS NOT DISTINCT " : "")
                + list(unique.columns())
                + deferral(unique.deferral());
    }

    /** A check as a table constraint. */
    public String check(Check check) {
        return named(check.name()) + "CHECK (" + write(check.condition()) + ")";
    }

    /** A foreign key as a table constraint. */
    public String foreignKey(ForeignKey key) {
        return named(key.name()) + "FOREIGN KEY " + list(key.columns()) + " REFERENCES "
                + words.referred(key.table()) + " " + list(key.references())
                + action(" ON DELETE ", key.actions().onDelete())
                + action(" ON UPDATE ", key.actions().onUpdate())
                + deferral(key.deferral());
    }

    /** An exclusion constraint as a table constraint. */
    public String exclusion(Exclusion exclusion) {
        return named(Optional.of(exclusion.name())) + exclusion.definition();
    }

    private static String deferral(Deferral deferral) {
        return switch (deferral) {
            case NOT_DEFERRABLE -> "";
            case DEFERRABLE -> " DEFERRABLE";
            case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }

    /** The statement that creates the index. */
    public String createIndex(String table, Index index) {
        return createIndex("INDEX ", table, index);
    }

    /** The statement that creates the index, with these words for what it creates. */
    public String createIndex(String what, String table, Index index) {
        return "CREATE " + (index.uniqueness() == Index.Uniqueness.REPEATING ? "" : "UNIQUE ") + what
                + words.newIndex(index.name()) + " ON " + words.referred(table)
                + Optional.ofNullable(index.methods().get(words.style().dialect()))
                        .map(method -> " USING " + method)
                        .orElse("")
                + index.keys().stream().map(this::indexKey).collect(Collectors.joining(", ", " (", ")"))
                + (index.included().isEmpty() ? "" : " INCLUDE " + list(index.included()))
                + (index.uniqueness() == Index.Uniqueness.UNIQUE_NULLS_AGREE ? " NULLS NOT DISTINCT" : "")
                + index.where().map(where -> " WHERE " + write(where)).orElse("");
    }

    /** Names in brackets. */
    public static String list(List<String> names) {
        return names.stream().map(Identifiers::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    private String indexKey(Index.Key key) {
        Expression expression = key.expression();
        return (expression instanceof Expression.Column ? write(expression) : "(" + write(expression) + ")")
                + word(" COLLATE ", key.collations())
                + word(" ", key.operatorClasses())
                + (key.order() == Index.Order.DESCENDING ? " DESC" : "")
                + (key.nulls() == Index.Nulls.USUAL
                        ? ""
                        : " NULLS " + key.nulls().name());
    }

    private String word(String before, Map<DialectName, String> names) {
        return Optional.ofNullable(names.get(words.style().dialect()))
                .map(name -> before + dotted(name))
                .orElse("");
    }

    private String write(Expression expression) {
        return ExpressionWriter.write(expression, words.style());
    }

    private static String named(Optional<String> name) {
        return name.map(text -> "CONSTRAINT " + Identifiers.quoted(text) + " ").orElse("");
    }

    private static String action(String when, ReferentialAction action) {
        return action == ReferentialAction.NO_ACTION ? "" : when + action.sql();
    }
}
