package io.whisperschema.sql.sqlite;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokenizer;
import io.whisperschema.sql.SqliteConstraint;
import io.whisperschema.sql.SqliteIndexDdl;
import io.whisperschema.sql.SqliteKey;
import io.whisperschema.sql.SqliteTableDdl;
import java.util.List;
import java.util.Optional;

/** What SQLite words anew when a table or a column gets another name. */
final class SqliteRenaming {
    private final String before;
    private final String after;

    SqliteRenaming(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /** Whether that text names it. */
    static boolean mentions(String sql, String name) {
        return Tokenizer.withoutComments(sql, DialectName.SQLITE).stream().anyMatch(token -> isName(token, name));
    }

    private static boolean isName(Token token, String name) {
        return (token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_NAME) && SqliteNames.same(token.value(), name);
    }

    /** The object where the table has its new name. */
    SqliteObject ofTable(SqliteObject object) {
        if (object instanceof SqliteObject.Table table) {
            return new SqliteObject.Table(ofTable(table.ddl()));
        }
        if (object instanceof SqliteObject.Index index) {
            SqliteIndexDdl ddl = index.ddl();
            return new SqliteObject.Index(
                    new SqliteIndexDdl(ddl.name(), changed(ddl.table()), ddl.uniqueness(), ddl.keys(), ddl.where()));
        }
        return object;
    }

    private SqliteTableDdl ofTable(SqliteTableDdl table) {
        return new SqliteTableDdl(
                changed(table.name()),
                table.columns(),
                table.constraints().stream().map(this::ofTable).toList(),
                table.options());
    }

    private SqliteConstraint ofTable(SqliteConstraint constraint) {
        return constraint instanceof SqliteConstraint.ForeignKey key
                ? new SqliteConstraint.ForeignKey(
                        key.name(),
                        key.columns(),
                        changed(key.table()),
                        key.references(),
                        key.actions(),
                        key.deferral())
                : constraint;
    }

    ForeignObject ofTable(ForeignObject trigger) {
        return new ForeignObject(
                trigger.type(),
                trigger.name(),
                trigger.table().map(this::changed),
                trigger.definition().map(this::onTable));
    }

    /** What a trigger is on stands behind the first {@code ON}. */
    private String onTable(String sql) {
        List<Token> tokens = Tokenizer.withoutComments(sql, DialectName.SQLITE);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord("on")) {
                Token table = tokens.get(i + 1);
                return isName(table, before)
                        ? sql.substring(0, table.start()) + quoted() + sql.substring(table.end())
                        : sql;
            }
        }
        return sql;
    }

    private String quoted() {
        return '"' + after.replace("\"", "\"\"") + '"';
    }

    /** The object where that table's column has its new name. */
    SqliteObject ofColumn(SqliteObject object, String table) {
        if (object instanceof SqliteObject.Table one) {
            return new SqliteObject.Table(ofColumn(one.ddl(), table));
        }
        return object instanceof SqliteObject.Index index
                        && SqliteNames.same(index.ddl().table(), table)
                ? new SqliteObject.Index(ofColumn(index.ddl()))
                : object;
    }

    private SqliteIndexDdl ofColumn(SqliteIndexDdl index) {
        return new SqliteIndexDdl(
                index.name(),
                index.table(),
                index.uniqueness(),
                keys(index.keys()),
                index.where().map(this::expression));
    }

    private SqliteTableDdl ofColumn(SqliteTableDdl table, String owner) {
        boolean own = SqliteNames.same(table.name(), owner);
        return new SqliteTableDdl(
                table.name(),
                own ? table.columns().stream().map(this::column).toList() : table.columns(),
                table.constraints().stream()
                        .map(constraint -> own ? referring(ofColumn(constraint), owner) : referring(constraint, owner))
                        .toList(),
                table.options());
    }

    private SqliteTableDdl.Column column(SqliteTableDdl.Column column) {
        return new SqliteTableDdl.Column(
                changed(column.name()),
                column.type(),
                column.nulls(),
                column.collation(),
                column.defaultText(),
                column.generated()
                        .map(one -> new SqliteTableDdl.Generated(expression(one.expression()), one.storage())),
                column.numbering(),
                column.conflict());
    }

    private SqliteConstraint ofColumn(SqliteConstraint constraint) {
        return constraint.match(new SqliteConstraint.Cases<SqliteConstraint>() {
            @Override
            public SqliteConstraint primaryKey(SqliteConstraint.PrimaryKey key) {
                return new SqliteConstraint.PrimaryKey(key.name(), keys(key.keys()), key.conflict());
            }

            @Override
            public SqliteConstraint unique(SqliteConstraint.Unique unique) {
                return new SqliteConstraint.Unique(unique.name(), keys(unique.keys()), unique.conflict());
            }

            @Override
            public SqliteConstraint check(SqliteConstraint.Check check) {
                return new SqliteConstraint.Check(check.name(), expression(check.expression()));
            }

            @Override
            public SqliteConstraint foreignKey(SqliteConstraint.ForeignKey key) {
                return new SqliteConstraint.ForeignKey(
                        key.name(),
                        changed(key.columns()),
                        key.table(),
                        key.references(),
                        key.actions(),
                        key.deferral());
            }
        });
    }

    private SqliteConstraint referring(SqliteConstraint constraint, String owner) {
        return constraint instanceof SqliteConstraint.ForeignKey key && SqliteNames.same(key.table(), owner)
                ? new SqliteConstraint.ForeignKey(
                        key.name(),
                        key.columns(),
                        key.table(),
                        changed(key.references()),
                        key.actions(),
                        key.deferral())
                : constraint;
    }

    private List<SqliteKey> keys(List<SqliteKey> keys) {
        return keys.stream()
                .map(key -> {
                    Optional<String> column = key.column().map(this::changed);
                    return new SqliteKey(expression(key.expression()), column, key.collation(), key.order());
                })
                .toList();
    }

    private List<String> changed(List<String> names) {
        return names.stream().map(this::changed).toList();
    }

    private String changed(String name) {
        return SqliteNames.same(name, before) ? after : name;
    }

    private String expression(String sql) {
        var text = new StringBuilder();
        int copied = 0;
        for (Token token : Tokenizer.withoutComments(sql, DialectName.SQLITE)) {
            if (isName(token, before)) {
                text.append(sql, copied, token.start()).append(quoted());
                copied = token.end();
            }
        }
        return text.append(sql, copied, sql.length()).toString();
    }
}
