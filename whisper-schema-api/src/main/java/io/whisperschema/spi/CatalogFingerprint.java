package io.whisperschema.spi;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.GraphCatalog;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.internal.Sha256;
import java.util.List;

/**
 * A short name for what a catalog says, the same in every process; facts such as row counts do not count, nor do the
 * tables of the {@link History}, which may appear while a plan is under way. The one of a move does: a plan that was made
 * before it began may not run beside it.
 */
public final class CatalogFingerprint {
    private CatalogFingerprint() {}

    /** The fingerprint of that catalog. */
    public static String of(Catalog catalog) {
        return Sha256.hex(text(catalog));
    }

    private static String text(Catalog catalog) {
        if (catalog instanceof RelationalCatalog relational) {
            RelationalCatalog own = History.withoutRecord(relational);
            return own.dialect() + sorted(own.tables()) + sorted(own.views()) + sorted(own.foreignObjects());
        }
        if (catalog instanceof VectorCatalog vectors) {
            return sorted(vectors.collections())
                    + vectors.records()
                    + vectors.aliases()
                    + sorted(vectors.foreignObjects());
        }
        if (catalog instanceof CacheCatalog cache) {
            return sorted(cache.families()) + sorted(cache.foreignObjects());
        }
        var graph = (GraphCatalog) catalog;
        return sorted(graph.uniqueness()) + sorted(graph.indexes());
    }

    private static String sorted(List<?> parts) {
        return parts.stream().map(Object::toString).sorted().toList().toString();
    }
}
