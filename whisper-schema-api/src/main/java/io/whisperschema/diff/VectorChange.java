package io.whisperschema.diff;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.finding.Finding;

/** A change of a vector store. */
public sealed interface VectorChange extends Change {
    /** What to do for each change of a vector store. */
    interface Cases<R> {
        /** A collection comes. */
        R createCollection(CreateCollection change);

        /** A collection becomes another. */
        R changeCollection(ChangeCollection change);

        /** A collection goes. */
        R dropCollection(DropCollection change);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    @Override
    default StoreKind kind() {
        return StoreKind.VECTORS;
    }

    /** A collection comes. */
    record CreateCollection(VectorCollection collection) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createCollection(this);
        }

        @Override
        public String words() {
            return "create collection " + collection.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "collection " + collection.name(), "it", "nothing", "Let plan show the change, then execute it.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return State.created(((VectorCatalog) catalog).collection(collection.name()), collection);
        }
    }

    /** A collection becomes another. */
    record ChangeCollection(VectorCollection before, VectorCollection after) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeCollection(this);
        }

        @Override
        public String words() {
            return "change collection " + after.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "collection " + after.name(),
                    after.toString(),
                    before.toString(),
                    "Let plan show the change, then execute it.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return ((VectorCatalog) catalog)
                    .collection(after.name())
                    .map(found -> State.applied(found.equals(after)))
                    .orElse(State.UNKNOWN);
        }
    }

    /** A collection goes. */
    record DropCollection(VectorCollection collection) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropCollection(this);
        }

        @Override
        public String words() {
            return "drop collection " + collection.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "collection " + collection.name(), "nothing", "it", "Add it to the definition, or let it go.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return State.applied(
                    ((VectorCatalog) catalog).collection(collection.name()).isEmpty());
        }
    }
}
