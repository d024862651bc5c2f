package io.whisperschema.diff;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.GraphCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.graph.GraphIndex;
import io.whisperschema.definition.graph.Uniqueness;
import io.whisperschema.finding.Finding;

/** A change of a graph store. */
public sealed interface GraphChange extends Change {
    /** What to do for each change of a graph store. */
    interface Cases<R> {
        /** A uniqueness constraint comes. */
        R createUniqueness(CreateUniqueness change);

        /** A uniqueness constraint becomes another. */
        R changeUniqueness(ChangeUniqueness change);

        /** A uniqueness constraint goes. */
        R dropUniqueness(DropUniqueness change);

        /** A graph index comes. */
        R createIndex(CreateIndex change);

        /** A graph index becomes another. */
        R changeIndex(ChangeIndex change);

        /** A graph index goes. */
        R dropIndex(DropIndex change);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    @Override
    default StoreKind kind() {
        return StoreKind.GRAPH;
    }

    /** A uniqueness constraint comes. */
    record CreateUniqueness(Uniqueness constraint) implements GraphChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createUniqueness(this);
        }

        @Override
        public String words() {
            return "create uniqueness constraint " + constraint.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "uniqueness constraint " + constraint.name(),
                    "it",
                    "nothing",
                    "Let plan show the change, then execute it.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return State.created(((GraphCatalog) catalog).constraint(constraint.name()), constraint);
        }
    }

    /** A uniqueness constraint becomes another. */
    record ChangeUniqueness(Uniqueness before, Uniqueness after) implements GraphChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeUniqueness(this);
        }

        @Override
        public String words() {
            return "change uniqueness constraint " + after.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "uniqueness constraint " + after.name(),
                    after.toString(),
                    before.toString(),
                    "Let plan show the change, then execute it.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return ((GraphCatalog) catalog)
                    .constraint(after.name())
                    .map(found -> State.applied(found.equals(after)))
                    .orElse(State.UNKNOWN);
        }
    }

    /** A uniqueness constraint goes. */
    record DropUniqueness(Uniqueness constraint) implements GraphChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropUniqueness(this);
        }

        @Override
        public String words() {
            return "drop uniqueness constraint " + constraint.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "uniqueness constraint " + constraint.name(),
                    "nothing",
                    "it",
                    "Add it to the definition, or let it go.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return State.applied(
                    ((GraphCatalog) catalog).constraint(constraint.name()).isEmpty());
        }
    }

    /** A graph index comes. */
    record CreateIndex(GraphIndex index) implements GraphChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createIndex(this);
        }

        @Override
        public String words() {
            return "create graph index " + index.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "graph index " + index.name(), "it", "nothing", "Let plan show the change, then execute it.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return State.created(((GraphCatalog) catalog).index(index.name()), index);
        }
    }

    /** A graph index becomes another. */
    record ChangeIndex(GraphIndex before, GraphIndex after) implements GraphChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeIndex(this);
        }

        @Override
        public String words() {
            return "change graph index " + after.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "graph index " + after.name(),
                    after.toString(),
                    before.toString(),
                    "Let plan show the change, then execute it.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return ((GraphCatalog) catalog)
                    .index(after.name())
                    .map(found -> State.applied(found.equals(after)))
                    .orElse(State.UNKNOWN);
        }
    }

    /** A graph index goes. */
    record DropIndex(GraphIndex index) implements GraphChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropIndex(this);
        }

        @Override
        public String words() {
            return "drop graph index " + index.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "graph index " + index.name(), "nothing", "it", "Add it to the definition, or let it go.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return State.applied(((GraphCatalog) catalog).index(index.name()).isEmpty());
        }
    }
}
