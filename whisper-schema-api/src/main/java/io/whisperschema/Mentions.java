package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.Renaming;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of a table speaks of a column: a rename of the column would change it.
 *
 * @param table the table, without the column
 * @param column the column
 */
record Mentions(CatalogTable table, String column) {
    /** The first of them, in words. */
    Optional<String> first() {
        CatalogTable renamed =
                Renaming.ofColumn(table.name(), column, column + "\u001F").applied(table);
        return changed(renamed, CatalogTable::columns, "a computed column")
                .or(() -> changed(renamed, one -> one.primaryKey().stream().toList(), "the primary key"))
                .or(() -> changed(renamed, CatalogTable::foreignKeys, "a foreign key"))
                .or(() -> changed(renamed, CatalogTable::uniques, "a unique constraint"))
                .or(() -> changed(renamed, CatalogTable::checks, "a check"))
                .or(() -> changed(renamed, CatalogTable::indexes, "an index"))
                .or(() -> changed(renamed, CatalogTable::exclusions, "an exclusion constraint"));
    }

    /** The first of these views that names both; SQLite would take the name of a column that is gone for a text. */
    Optional<String> firstOf(List<CatalogView> views, DialectName dialect) {
        return views.stream()
                .filter(view -> names(view, dialect).containsAll(Set.of(table.name(), column)))
                .map(CatalogView::name)
                .findFirst();
    }

    private static Set<String> names(CatalogView view, DialectName dialect) {
        try {
            return Tokenizer.withoutComments(view.query(), dialect).stream()
                    .filter(token -> token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_NAME)
                    .map(Token::value)
                    .collect(Collectors.toSet());
        } catch (SqlSyntaxException unreadable) {
            return Set.of();
        }
    }

    private Optional<String> changed(CatalogTable renamed, Function<CatalogTable, List<?>> parts, String words) {
        return parts.apply(renamed).equals(parts.apply(table)) ? Optional.empty() : Optional.of(words);
    }
}
