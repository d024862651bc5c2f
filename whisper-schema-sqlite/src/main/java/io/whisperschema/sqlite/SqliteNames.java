package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Index;
import java.util.HashSet;
import java.util.Set;

/** Names as SQLite tells them apart: the case of ASCII letters, and of those alone, does not count. */
final class SqliteNames {
    private final Set<String> taken = new HashSet<>();

    /** The names of everything in these catalogs. */
    SqliteNames(RelationalCatalog... catalogs) {
        for (RelationalCatalog catalog : catalogs) {
            for (CatalogTable table : catalog.tables()) {
                take(table.name());
                table.indexes().stream().map(Index::name).forEach(this::take);
            }
            catalog.views().forEach(view -> take(view.name()));
            catalog.foreignObjects().stream().map(ForeignObject::name).forEach(this::take);
        }
    }

    private void take(String name) {
        taken.add(folded(name));
    }

    /** A name that nothing has and nothing will get from here again. */
    String fresh(String wanted) {
        String name = wanted;
        while (!taken.add(folded(name))) {
            name += "_";
        }
        return name;
    }

    /** Whether both are one name. */
    static boolean same(String left, String right) {
        return folded(left).equals(folded(right));
    }

    /** The name in the one spelling that stands for all of its spellings. */
    static String folded(String name) {
        var folded = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                folded.setCharAt(i, (char) (letter + ('a' - 'A')));
            }
        }
        return folded.toString();
    }
}
