package io.whisperschema.diff;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.finding.Finding;

/** A change of a cache. */
public sealed interface CacheChange extends Change {
    /** What to do for each change of a cache. */
    interface Cases<R> {
        /** A key family comes. */
        R registerFamily(RegisterFamily change);

        /** A key family becomes another. */
        R changeFamily(ChangeFamily change);

        /** A key family goes. */
        R dropFamily(DropFamily change);

        /** Entries become those of a family as it is from then on. */
        R rewriteEntries(RewriteEntries change);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    @Override
    default StoreKind kind() {
        return StoreKind.CACHE;
    }

    /** A key family comes. */
    record RegisterFamily(KeyFamily family) implements CacheChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.registerFamily(this);
        }

        @Override
        public String words() {
            return "register key family " + family.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "key family " + family.name(), "it", "nothing", "Let plan show the change, then execute it.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return State.created(((CacheCatalog) catalog).family(family.name()), family);
        }
    }

    /** A key family becomes another. */
    record ChangeFamily(KeyFamily before, KeyFamily after) implements CacheChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeFamily(this);
        }

        @Override
        public String words() {
            return "change key family " + after.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "key family " + after.name(),
                    after.toString(),
                    before.toString(),
                    "Let plan show the change, then execute it.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return ((CacheCatalog) catalog)
                    .family(after.name())
                    .map(found -> State.applied(found.equals(after)))
                    .orElse(State.UNKNOWN);
        }
    }

    /** A key family goes. */
    record DropFamily(KeyFamily family) implements CacheChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropFamily(this);
        }

        @Override
        public String words() {
            return "drop key family " + family.name();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "key family " + family.name(), "nothing", "it", "Add it to the definition, or let it go.");
        }

        @Override
        public State stateIn(Catalog catalog) {
            return State.applied(((CacheCatalog) catalog).family(family.name()).isEmpty());
        }
    }

    /** Entries become those of a family as it is from then on. */
    record RewriteEntries(EntryRecipe recipe) implements CacheChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rewriteEntries(this);
        }

        @Override
        public String words() {
            return "rewrite the entries of key family " + recipe.after().name() + " to version "
                    + recipe.after().valueVersion();
        }

        @Override
        public Finding finding() {
            return Finding.error(
                    "key family " + recipe.after().name(),
                    "entries of version " + recipe.after().valueVersion(),
                    "entries of version " + recipe.before().valueVersion(),
                    "Let plan show the change, then execute it.");
        }

        /** Only what is on record tells: it is written behind the last entry. */
        @Override
        public State stateIn(Catalog catalog) {
            var cache = (CacheCatalog) catalog;
            boolean isRecorded = cache.family(recipe.after().name())
                    .filter(family -> family.pattern().equals(recipe.after().pattern())
                            && family.valueType() == recipe.after().valueType()
                            && family.valueVersion() == recipe.after().valueVersion())
                    .isPresent();
            boolean isRenamed = recipe.before().name().equals(recipe.after().name())
                    || cache.family(recipe.before().name()).isEmpty();
            return State.applied(isRecorded && isRenamed);
        }
    }
}
