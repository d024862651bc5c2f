package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.TableSql;
import io.whisperschema.sql.sqlite.SqliteDefaults;
import java.util.Optional;

/** SQLite's words for tables. */
enum SqliteWords implements TableSql.Words {
    WORDS;

    @Override
    public ExpressionWriter.Style style() {
        return ExpressionWriter.Style.SQLITE;
    }

    @Override
    public String qualified(String name) {
        return Identifiers.quoted(name);
    }

    @Override
    public String referred(String table) {
        return Identifiers.quoted(table);
    }

    @Override
    public String newIndex(String name) {
        return Identifiers.quoted(name);
    }

    /** Only an INTEGER PRIMARY KEY does; SQLite keeps an old mistake in the others. */
    @Override
    public boolean keysRefuseNull() {
        return false;
    }

    @Override
    public Optional<Expression> defaultValue(CatalogColumn column) {
        return column.defaultValue().map(value -> SqliteDefaults.written(value, column.type()));
    }

    @Override
    public TableSql.TypeClause type(CatalogColumn column) {
        return column.identity() == Identity.NONE
                ? new TableSql.TypeClause(column.type().text(), false)
                : new TableSql.TypeClause("INTEGER PRIMARY KEY AUTOINCREMENT", true);
    }
}
