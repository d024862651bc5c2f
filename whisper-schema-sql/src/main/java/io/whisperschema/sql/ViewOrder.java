package io.whisperschema.sql;

import io.whisperschema.catalog.CatalogView;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Views in an order in which each can be created: those whose names its query holds first. A name may also be that of a
 * column or an alias, which is of no harm unless it makes a circle; a circle is broken where it was written first.
 */
public final class ViewOrder {
    private static final Set<Token.Kind> NAMES = Set.of(Token.Kind.WORD, Token.Kind.QUOTED_NAME);

    private final Map<String, CatalogView> views = new HashMap<>();
    private final DialectName dialect;
    private final Set<String> begun = new LinkedHashSet<>();
    private final List<CatalogView> ordered = new ArrayList<>();

    private ViewOrder(List<CatalogView> views, DialectName dialect) {
        this.dialect = dialect;
        views.forEach(view -> this.views.put(key(view.name()), view));
    }

    /** The views in such an order. */
    public static List<CatalogView> of(List<CatalogView> views, DialectName dialect) {
        if (views.size() < 2) {
            return views;
        }
        var order = new ViewOrder(views, dialect);
        views.forEach(order::add);
        return order.ordered;
    }

    private void add(CatalogView view) {
        if (begun.add(key(view.name()))) {
            for (String name : namesIn(view.query())) {
                CatalogView needed = views.get(key(name));
                if (needed != null) {
                    add(needed);
                }
            }
            ordered.add(view);
        }
    }

    private List<String> namesIn(String query) {
        try {
            return Tokenizer.withoutComments(query, dialect).stream()
                    .filter(token -> NAMES.contains(token.kind()))
                    .map(Token::value)
                    .toList();
        } catch (SqlSyntaxException unreadable) {
            return List.of();
        }
    }

    /** SQLite does not tell names apart that differ by case. */
    private String key(String name) {
        return dialect.equals(DialectName.POSTGRES) ? name : name.toLowerCase(Locale.ROOT);
    }
}
