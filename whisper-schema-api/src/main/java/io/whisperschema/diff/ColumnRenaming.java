package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table whose columns have other names, wherever they are named.
 *
 * @param names the new name by the old one
 */
record ColumnRenaming(Map<String, String> names) implements Expression.Cases<Expression> {
    CatalogTable of(CatalogTable table) {
        return table.withColumns(table.columns().stream()
                        .map(column -> column.named(name(column.name()))
                                .computed(column.generated()
                                        .map(one -> new Generated(of(one.expression()), one.storage()))))
                        .toList())
                .withPrimaryKey(table.primaryKey()
                        .map(key -> new PrimaryKey(key.name(), names(key.columns()), key.surrogate())))
                .withForeignKeys(table.foreignKeys().stream().map(this::from).toList())
                .withUniques(table.uniques().stream()
                        .map(one -> new Unique(one.name(), names(one.columns()), one.nulls(), one.deferral()))
                        .toList())
                .withChecks(table.checks().stream()
                        .map(check -> new Check(check.name(), of(check.condition())))
                        .toList())
                .withExclusions(table.exclusions().stream()
                        .map(one -> new Exclusion(one.name(), words(one.definition(), DialectName.POSTGRES)))
                        .toList())
                .withIndexes(table.indexes().stream().map(this::index).toList())
                .withForm(new TableForm(
                        table.form().options(),
                        table.form().partitionedBy().map(by -> words(by, DialectName.POSTGRES)),
                        table.form().partitionOf()));
    }

    private ForeignKey from(ForeignKey key) {
        return new ForeignKey(
                key.name(),
                names(key.columns()),
                key.table(),
                key.references(),
                key.actions(),
                key.overrides(),
                key.deferral());
    }

    /** A foreign key to the table whose columns they are. */
    ForeignKey to(ForeignKey key) {
        return new ForeignKey(
                key.name(),
                key.columns(),
                key.table(),
                names(key.references()),
                key.actions(),
                key.overrides(),
                key.deferral());
    }

    private Index index(Index index) {
        return new Index(
                index.name(),
                index.keys().stream()
                        .map(key -> new Index.Key(
                                of(key.expression()),
                                key.order(),
                                key.nulls(),
                                key.collations(),
                                key.operatorClasses()))
                        .toList(),
                names(index.included()),
                index.uniqueness(),
                index.where().map(this::of),
                index.methods());
    }

    private List<String> names(List<String> columns) {
        return columns.stream().map(this::name).toList();
    }

    private String name(String column) {
        return names.getOrDefault(column, column);
    }

    private Expression of(Expression expression) {
        return expression.match(this);
    }

    private List<Expression> of(List<Expression> expressions) {
        return expressions.stream().map(this::of).toList();
    }

    @Override
    public Expression column(Expression.Column column) {
        return Expression.column(name(column.name()));
    }

    @Override
    public Expression nothing(Expression.Null nothing) {
        return nothing;
    }

    @Override
    public Expression text(Expression.Text text) {
        return text;
    }

    @Override
    public Expression number(Expression.Number number) {
        return number;
    }

    @Override
    public Expression truth(Expression.Truth truth) {
        return truth;
    }

    @Override
    public Expression bytes(Expression.Bytes bytes) {
        return bytes;
    }

    @Override
    public Expression texts(Expression.Texts texts) {
        return texts;
    }

    @Override
    public Expression now(Expression.Now now) {
        return now;
    }

    @Override
    public Expression compare(Expression.Compare compare) {
        return new Expression.Compare(compare.comparison(), of(compare.left()), of(compare.right()));
    }

    @Override
    public Expression between(Expression.Between between) {
        return new Expression.Between(of(between.value()), of(between.low()), of(between.high()));
    }

    @Override
    public Expression in(Expression.In in) {
        return new Expression.In(of(in.value()), of(in.items()));
    }

    @Override
    public Expression and(Expression.And and) {
        return new Expression.And(of(and.parts()));
    }

    @Override
    public Expression or(Expression.Or or) {
        return new Expression.Or(of(or.parts()));
    }

    @Override
    public Expression not(Expression.Not not) {
        return new Expression.Not(of(not.part()));
    }

    @Override
    public Expression isNull(Expression.IsNull isNull) {
        return new Expression.IsNull(of(isNull.value()));
    }

    @Override
    public Expression length(Expression.Length length) {
        return new Expression.Length(of(length.value()));
    }

    @Override
    public Expression lower(Expression.Lower lower) {
        return new Expression.Lower(of(lower.value()));
    }

    @Override
    public Expression raw(Expression.Raw raw) {
        return new Expression.Raw(raw.dialect(), words(raw.sql(), raw.dialect()));
    }

    @Override
    public Expression perDialect(Expression.PerDialect perDialect) {
        return new Expression.PerDialect(perDialect.spellings().stream()
                .map(raw -> new Expression.Raw(raw.dialect(), words(raw.sql(), raw.dialect())))
                .toList());
    }

    /** Words that cannot be read stay as they are, and so will be found different rather than equal. */
    private String words(String sql, DialectName dialect) {
        var text = new StringBuilder();
        int copied = 0;
        try {
            for (Token token : Tokenizer.withoutComments(sql, dialect)) {
                Optional<String> renamed = renamed(token);
                if (renamed.isPresent()) {
                    text.append(sql, copied, token.start()).append(quoted(renamed.get()));
                    copied = token.end();
                }
            }
        } catch (SqlSyntaxException unreadable) {
            return sql;
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    private Optional<String> renamed(Token token) {
        return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_NAME
                ? Optional.ofNullable(names.get(token.value()))
                : Optional.empty();
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
