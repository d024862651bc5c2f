package io.whisperschema.spi;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Step;
import java.util.List;

/** A store that is a store of vectors. */
public interface VectorStore extends Store {
    @Override
    default StoreKind kind() {
        return StoreKind.VECTORS;
    }

    @Override
    VectorCatalog inspect();

    @Override
    VectorCatalog spell(SchemaDefinition definition);

    /**
     * Tries steps on a sample of the points that they are for, in collections that are gone when this returns. Changes nothing
     * else.
     *
     * @throws UnsupportedChange if it cannot
     */
    default void rehearse(List<Step> steps, Execution execution) {
        throw new UnsupportedChange(
                name(), "a rehearsal", "it has no way to try a step", "Rehearse on a copy of its collections.");
    }

    /**
     * Whether a definition shapes it, as it does unless said otherwise. One that is only read is moved from as it is, as far as
     * its vectors are what the definition says of them.
     */
    default boolean isShaped() {
        return true;
    }

    /**
     * Opens it for reading collections; to be closed.
     *
     * @throws UnsupportedChange if it cannot be moved from
     */
    default PointSource moveSource(PointRequest request) {
        throw new UnsupportedChange(
                name(), "be moved from", "it has no way to read its points one by one", "Move from another store.");
    }

    /**
     * Opens it for receiving collections; to be closed.
     *
     * @throws UnsupportedChange if it cannot be moved to
     */
    default PointTarget moveTarget(PointRequest request) {
        throw new UnsupportedChange(name(), "be moved to", "it has no way to receive points", "Move to another store.");
    }
}
