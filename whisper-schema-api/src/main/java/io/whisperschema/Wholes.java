package io.whisperschema;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.GraphCatalog;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.diff.CacheChange;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.GraphChange;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.VectorChange;

/** The things that stand by themselves in a store: tables and views, collections, families, constraints and indexes. */
final class Wholes {
    private Wholes() {}

    static boolean created(Change change) {
        return change instanceof RelationalChange.CreateTable
                || change instanceof RelationalChange.CreateView
                || change instanceof VectorChange.CreateCollection
                || change instanceof CacheChange.RegisterFamily
                || change instanceof GraphChange.CreateUniqueness
                || change instanceof GraphChange.CreateIndex;
    }

    static int in(Catalog catalog) {
        if (catalog instanceof RelationalCatalog relational) {
            return relational.tables().size() + relational.views().size();
        }
        if (catalog instanceof VectorCatalog vectors) {
            return vectors.collections().size();
        }
        if (catalog instanceof CacheCatalog cache) {
            return cache.families().size();
        }
        var graph = (GraphCatalog) catalog;
        return graph.uniqueness().size() + graph.indexes().size();
    }

    /** Whether there is what no count of changes tells: collections of a wished family, or half of a wished one. */
    static boolean holdsOurs(Catalog actual, Catalog desired) {
        return actual instanceof VectorCatalog there
                && desired instanceof VectorCatalog wished
                && (there.collections().stream()
                                .anyMatch(collection -> wished.familyOf(there.namesOf(collection.name()))
                                        .isPresent())
                        || wished.collections().stream()
                                .anyMatch(collection ->
                                        there.reached(collection.name()).isPresent()));
    }
}
