package io.whisperschema.sql.postgres;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The collations of index keys that need not be said: a key sorts as the columns in it do, and PostgreSQL does not tell
 * whether somebody said so.
 */
public final class IndexCollations {
    private final CatalogTable table;

    private IndexCollations(CatalogTable table) {
        this.table = table;
    }

    /** The table without such. */
    public static CatalogTable saidOnlyWhereOther(CatalogTable table) {
        var collations = new IndexCollations(table);
        return table.withIndexes(table.indexes().stream().map(collations::of).toList());
    }

    private Index of(Index index) {
        return new Index(
                index.name(),
                index.keys().stream().map(this::of).toList(),
                index.included(),
                index.uniqueness(),
                index.where(),
                index.methods());
    }

    private Index.Key of(Index.Key key) {
        Optional<String> said = Optional.ofNullable(key.collations().get(DialectName.POSTGRES));
        return said.isEmpty() || !said.equals(usual(key.expression()))
                ? key
                : new Index.Key(key.expression(), key.order(), key.nulls(), Map.of(), key.operatorClasses());
    }

    /** How an expression sorts of itself: as its columns, if all of them that say so sort alike. */
    private Optional<String> usual(Expression expression) {
        var collations = new HashSet<String>();
        collect(expression, collations);
        return collations.size() == 1 ? collations.stream().findFirst() : Optional.empty();
    }

    private void collect(Expression expression, Set<String> collations) {
        if (expression instanceof Expression.Column column) {
            ofColumn(column.name(), collations);
        }
        if (expression instanceof Expression.Raw raw) {
            names(raw).forEach(name -> ofColumn(name, collations));
        }
        ExpressionParts.of(expression).forEach(part -> collect(part, collations));
    }

    private void ofColumn(String name, Set<String> collations) {
        table.column(name).flatMap(CatalogColumn::collation).ifPresent(collations::add);
    }

    private static List<String> names(Expression.Raw raw) {
        try {
            return Tokenizer.withoutComments(raw.sql(), DialectName.POSTGRES).stream()
                    .filter(token -> token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_NAME)
                    .map(Token::value)
                    .toList();
        } catch (SqlSyntaxException unreadable) {
            return List.of();
        }
    }
}
