package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.Renaming;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.HashSet;
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

    /** The first view over a view of the table that names the column: SQLite would take that for a text after a rename. */
    Optional<String> firstOver(List<CatalogView> views, DialectName dialect) {
        Set<String> showing = showing(views, dialect);
        return views.stream()
                .filter(view -> {
                    Set<String> names = names(view, dialect);
                    return names.contains(column) && showing.stream().anyMatch(names::contains);
                })
                .map(CatalogView::name)
                .findFirst();
    }

    /** The views that show something of the table, themselves or through others. */
    private Set<String> showing(List<CatalogView> views, DialectName dialect) {
        var showing = new HashSet<String>();
        int before;
        do {
            before = showing.size();
            views.stream()
                    .filter(view -> {
                        Set<String> names = names(view, dialect);
                        return names.contains(table.name()) || showing.stream().anyMatch(names::contains);
                    })
                    .map(CatalogView::name)
                    .forEach(showing::add);
        } while (showing.size() > before);
        return showing;
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
