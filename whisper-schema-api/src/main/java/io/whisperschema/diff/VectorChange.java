package io.whisperschema.diff;

import static io.whisperschema.diff.VectorFindings.extra;
import static io.whisperschema.diff.VectorFindings.isThere;
import static io.whisperschema.diff.VectorFindings.names;
import static io.whisperschema.diff.VectorFindings.place;
import static io.whisperschema.diff.VectorFindings.planned;
import static io.whisperschema.diff.VectorFindings.state;
import static io.whisperschema.diff.VectorFindings.wholes;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.Distribution;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.vector.VectorWords;
import java.util.List;
import java.util.Optional;

/** A change of a vector store. */
public sealed interface VectorChange extends Change {
    /** What to do for each change of a vector store. */
    interface Cases<R> {
        /** A collection comes. */
        R createCollection(CreateCollection change);

        /** A collection goes. */
        R dropCollection(DropCollection change);

        /** A vector comes; points have none until somebody gives them one. */
        R addSpace(AddSpace change);

        /** A vector is indexed or kept in another way; what it is stays. */
        R changeSpace(ChangeSpace change);

        /** Vectors become others, which no server does to those that are there. */
        R rebuildSpaces(RebuildSpaces change);

        /** A vector goes, of all points. */
        R dropSpace(DropSpace change);

        /** A payload field is indexed. */
        R addIndex(AddIndex change);

        /** A payload field is indexed in another way. */
        R changeIndex(ChangeIndex change);

        /** A payload field is indexed no longer. */
        R dropIndex(DropIndex change);

        /** There are more or fewer copies of a collection's parts, or a write waits for more or fewer of them. */
        R changeReplication(ChangeReplication change);

        /** A collection is cut into another number of parts, which needs a new collection. */
        R reshard(Reshard change);

        /** What is on record of a collection becomes what the definition says. */
        R recordCollection(RecordCollection change);

        /** Points become those of other collections. */
        R reshape(Reshape change);

        /** Points are reached again as they were before they became those of other collections. */
        R rollBack(RollBack change);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** The name of the collection, never an alias. */
    String collectionName();

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
        public String collectionName() {
            return collection.name();
        }

        @Override
        public String words() {
            return "create collection " + collection.name();
        }

        @Override
        public Finding finding() {
            return planned(place(collection.name()), "it", "nothing");
        }

        /** What is there under the name may be somebody else's; what is half made goes on. */
        @Override
        public State stateIn(Catalog catalog) {
            var vectors = (VectorCatalog) catalog;
            Optional<VectorCollection> found = vectors.collection(collection.name());
            if (found.isEmpty() || CollectionDiff.isBeingCreated(vectors, collection.name())) {
                return State.PENDING;
            }
            return CollectionDiff.fits(found.get(), collection) ? State.APPLIED : State.UNKNOWN;
        }
    }

    /** A collection goes. */
    record DropCollection(VectorCollection collection) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropCollection(this);
        }

        @Override
        public String collectionName() {
            return collection.name();
        }

        @Override
        public String words() {
            return "drop collection " + collection.name();
        }

        @Override
        public Finding finding() {
            return extra(place(collection.name()));
        }

        @Override
        public State stateIn(Catalog catalog) {
            return State.applied(
                    ((VectorCatalog) catalog).collection(collection.name()).isEmpty());
        }
    }

    /** A vector comes; points have none until somebody gives them one. */
    record AddSpace(String collectionName, VectorSpace space) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.addSpace(this);
        }

        @Override
        public String words() {
            return "add " + VectorWords.name(space) + " to " + place(collectionName);
        }

        @Override
        public Finding finding() {
            return planned(place(collectionName) + ", " + VectorWords.name(space), VectorWords.whole(space), "nothing");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return state(
                    catalog,
                    collectionName,
                    found -> SpaceComparison.hasSame(found, space) && SpaceComparison.hasKeptSo(found, space));
        }
    }

    /** A vector is indexed or kept in another way; what it is stays. */
    record ChangeSpace(String collectionName, VectorSpace before, VectorSpace after) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeSpace(this);
        }

        @Override
        public String words() {
            return "change how " + VectorWords.name(after) + " of " + place(collectionName) + " is kept";
        }

        @Override
        public Finding finding() {
            return planned(
                    place(collectionName) + ", " + VectorWords.name(after),
                    String.join(", ", VectorWords.space(after)),
                    String.join(", ", VectorWords.space(before)));
        }

        @Override
        public State stateIn(Catalog catalog) {
            return state(catalog, collectionName, found -> SpaceComparison.hasKeptSo(found, after));
        }
    }

    /** Vectors become others, which no server does to those that are there. */
    record RebuildSpaces(String collectionName, List<VectorSpace> before, List<VectorSpace> after)
            implements VectorChange {
        public RebuildSpaces {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rebuildSpaces(this);
        }

        @Override
        public String words() {
            return "make " + names(after) + " of " + place(collectionName) + " anew";
        }

        @Override
        public Finding finding() {
            return planned(place(collectionName) + ", " + names(after), wholes(after), wholes(before));
        }

        @Override
        public State stateIn(Catalog catalog) {
            return state(
                    catalog,
                    collectionName,
                    found -> after.stream().allMatch(space -> SpaceComparison.hasSame(found, space)));
        }
    }

    /** A vector goes, of all points. */
    record DropSpace(String collectionName, VectorSpace space) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropSpace(this);
        }

        @Override
        public String words() {
            return "drop " + VectorWords.name(space) + " of " + place(collectionName);
        }

        @Override
        public Finding finding() {
            return extra(place(collectionName) + ", " + VectorWords.name(space));
        }

        @Override
        public State stateIn(Catalog catalog) {
            return state(
                    catalog,
                    collectionName,
                    found -> found.shape().space(space.name()).isEmpty());
        }
    }

    /** A payload field is indexed. */
    record AddIndex(String collectionName, String field, PayloadIndex index) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.addIndex(this);
        }

        @Override
        public String words() {
            return "index payload field " + field + " of " + place(collectionName);
        }

        @Override
        public Finding finding() {
            return planned(
                    place(collectionName) + ", payload field " + field,
                    "index as " + VectorWords.index(index),
                    "no index");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return state(catalog, collectionName, found -> IndexComparison.hasIndex(found, field, index));
        }
    }

    /** A payload field is indexed in another way. */
    record ChangeIndex(String collectionName, String field, PayloadIndex before, PayloadIndex after)
            implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeIndex(this);
        }

        @Override
        public String words() {
            return "index payload field " + field + " of " + place(collectionName) + " in another way";
        }

        @Override
        public Finding finding() {
            return planned(
                    place(collectionName) + ", payload field " + field,
                    "index as " + VectorWords.index(after),
                    "index as " + VectorWords.index(before));
        }

        @Override
        public State stateIn(Catalog catalog) {
            return state(catalog, collectionName, found -> IndexComparison.hasIndex(found, field, after));
        }
    }

    /** A payload field is indexed no longer. */
    record DropIndex(String collectionName, String field, PayloadIndex index) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropIndex(this);
        }

        @Override
        public String words() {
            return "drop the index over payload field " + field + " of " + place(collectionName);
        }

        @Override
        public Finding finding() {
            return extra(place(collectionName) + ", index over payload field " + field);
        }

        @Override
        public State stateIn(Catalog catalog) {
            return state(
                    catalog,
                    collectionName,
                    found -> IndexComparison.index(found, field).isEmpty());
        }
    }

    /** There are more or fewer copies of a collection's parts, or a write waits for more or fewer of them. */
    record ChangeReplication(String collectionName, Distribution before, Distribution after) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeReplication(this);
        }

        @Override
        public String words() {
            return "change the replication of " + place(collectionName);
        }

        @Override
        public Finding finding() {
            return planned(
                    place(collectionName) + ", replication",
                    String.join(", ", VectorWords.distribution(after)),
                    String.join(", ", VectorWords.distribution(before)));
        }

        @Override
        public State stateIn(Catalog catalog) {
            return state(catalog, collectionName, found -> SpaceComparison.isReplicatedSo(found.distribution(), after));
        }
    }

    /** A collection is cut into another number of parts, which needs a new collection. */
    record Reshard(String collectionName, int before, int after) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reshard(this);
        }

        @Override
        public String words() {
            return "cut " + place(collectionName) + " into " + after + " shards";
        }

        @Override
        public Finding finding() {
            return planned(place(collectionName), after + " shards", before + " shards");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return state(
                    catalog,
                    collectionName,
                    found -> found.distribution().shards().orElse(after) == after);
        }
    }

    /**
     * What is on record of a collection becomes what the definition says: its version, description and models, and the
     * fingerprint of its shape. Its points stay as they are.
     *
     * @param before what it is, with what is on record now
     * @param after what the definition says, under the collection's own name
     */
    record RecordCollection(VectorCollection before, VectorCollection after) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recordCollection(this);
        }

        @Override
        public String collectionName() {
            return after.name();
        }

        @Override
        public String words() {
            return "put on record what " + place(after.name()) + " is"
                    + after.version().map(version -> ": version " + version).orElse("");
        }

        @Override
        public Finding finding() {
            return RecordComparison.finding(before, after);
        }

        @Override
        public State stateIn(Catalog catalog) {
            var vectors = (VectorCatalog) catalog;
            return state(
                    catalog,
                    after.name(),
                    found -> RecordComparison.isOnRecord(found, vectors.recordOf(after.name()), after));
        }
    }

    /** Points become those of other collections, which take the place of theirs. */
    record Reshape(PointRecipe recipe) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reshape(this);
        }

        /** The first that they become. */
        @Override
        public String collectionName() {
            return recipe.into().get(0).name();
        }

        @Override
        public String words() {
            String from = String.join(", ", recipe.from());
            List<String> names =
                    recipe.into().stream().map(VectorCollection::name).toList();
            return names.equals(recipe.from())
                    ? "reshape " + place(from)
                    : "make " + String.join(", ", names) + " of " + place(from);
        }

        @Override
        public Finding finding() {
            return planned(place(String.join(", ", recipe.from())), words(), "not done");
        }

        /** It has where each target is on record as it is to be, and what is no target is gone. */
        @Override
        public State stateIn(Catalog catalog) {
            var vectors = (VectorCatalog) catalog;
            return State.applied(recipe.into().stream().allMatch(target -> isThere(vectors, target))
                    && recipe.from().stream()
                            .filter(name -> recipe.into().stream()
                                    .noneMatch(target -> target.name().equals(name)))
                            .allMatch(name -> vectors.reached(name).isEmpty()));
        }
    }

    /**
     * Points are reached again as they were before they became those of other collections, which are kept as long as nobody
     * finishes that. Where a run was stopped on the way there, what it made goes. Run again, it does nothing more.
     *
     * @param recipe how they became those
     */
    record RollBack(PointRecipe recipe) implements VectorChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rollBack(this);
        }

        @Override
        public String collectionName() {
            return recipe.from().get(0);
        }

        @Override
        public String words() {
            return "go back to " + place(String.join(", ", recipe.from())) + " as before";
        }

        @Override
        public Finding finding() {
            return planned(place(String.join(", ", recipe.from())), "as before", "reshaped");
        }

        /** Which of two collections a name leads to is for the store to tell. */
        @Override
        public State stateIn(Catalog catalog) {
            return State.UNKNOWN;
        }
    }
}
