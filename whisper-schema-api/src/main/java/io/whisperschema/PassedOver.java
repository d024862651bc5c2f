package io.whisperschema;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.VectorStore;
import java.util.List;
import java.util.Set;

/** A vector store that holds nothing, where only the relational side of migrations is looked at: those of vectors find nothing to do. */
final class PassedOver implements VectorStore {
    @Override
    public String name() {
        return "vectors, passed over";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public VectorCatalog inspect() {
        return new VectorCatalog(List.of());
    }

    @Override
    public VectorCatalog spell(SchemaDefinition definition) {
        return new VectorCatalog(List.of());
    }

    @Override
    public List<Step> plan(Diff diff) {
        throw new UnsupportedChange(name(), "change anything", "it stands for no store", "Name one.");
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        throw new IllegalStateException("nothing is planned for what is passed over");
    }
}
