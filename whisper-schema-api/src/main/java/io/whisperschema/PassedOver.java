package io.whisperschema;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.Store;
import io.whisperschema.spi.VectorStore;
import java.util.List;
import java.util.Set;

/** A store that holds nothing, where only the relational side of migrations is looked at: those of others find nothing to do. */
sealed interface PassedOver extends Store {
    @Override
    default Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    default List<Step> plan(Diff diff) {
        return List.of();
    }

    @Override
    default void execute(List<Step> steps, Execution execution) {
        throw new IllegalStateException("nothing is planned for what is passed over");
    }

    /** In place of collections. */
    record Vectors() implements PassedOver, VectorStore {
        @Override
        public String name() {
            return "vectors, passed over";
        }

        @Override
        public VectorCatalog inspect() {
            return new VectorCatalog(List.of());
        }

        @Override
        public VectorCatalog spell(SchemaDefinition definition) {
            return inspect();
        }
    }

    /** In place of entries. */
    record Cache() implements PassedOver, CacheStore {
        @Override
        public String name() {
            return "cache, passed over";
        }

        @Override
        public CacheCatalog inspect() {
            return new CacheCatalog(List.of());
        }

        @Override
        public CacheCatalog spell(SchemaDefinition definition) {
            return inspect();
        }
    }
}
