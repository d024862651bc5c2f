package io.whisperschema;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.diff.CacheChange;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.internal.move.EntryPassage;
import io.whisperschema.internal.move.MoveJob;
import io.whisperschema.internal.move.Ticking;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Strangers;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.EntryRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From where to where entries move, and how.
 *
 * @param definition what both hold
 * @param around the source and all that a host gives
 * @param target the target
 * @param options how
 */
record CacheSides(SchemaDefinition definition, Surroundings around, CacheStore target, MoveOptions options) {
    CacheSides {
        WholeMoves.refuseOthers("entries move whole, into a cache that has none of their families", options);
        if (!options.scope().tableNames().isEmpty()) {
            throw new IllegalArgumentException("key families keep their names and keys: renaming is for tables and"
                    + " collections. Nothing was written.");
        }
    }

    CacheStore source() {
        return around.cache();
    }

    /**
     * Goes on if the source may be moved, and the target receive it.
     *
     * @throws StoreDiffers if what is on record of one of them is not as defined
     */
    void requireMovable() {
        if (source() == target) {
            throw new IllegalArgumentException("source and target are one cache, " + source().name()
                    + ". Nothing was written. Give the move another target.");
        }
        CacheCatalog found = source().inspect();
        UnfinishedMove.refuse(source(), found);
        requireAsDefined(source(), found);
        requireAsDefined(target, target.inspect());
    }

    /** What nobody has put on record yet is no difference: caches are filled by hosts that know no records, too. */
    private void requireAsDefined(CacheStore store, CacheCatalog found) {
        List<String> others = SchemaDiff.between(found, store.spell(definition)).changes().stream()
                .filter(CacheChange.ChangeFamily.class::isInstance)
                .map(change -> change.finding().sentence())
                .toList();
        if (!others.isEmpty()) {
            throw new StoreDiffers(store.name(), others, "Only a cache at head moves; bring it to head before.");
        }
    }

    private List<KeyFamily> families() {
        return definition.cache().families();
    }

    Stream<KeyFamily> chosen() {
        return families().stream().filter(family -> options.scope().selection().takes(family.name()));
    }

    Stream<KeyFamily> leftOut() {
        return families().stream().filter(family -> !options.scope().selection().takes(family.name()));
    }

    List<Passage> passages() {
        Stream<String> others =
                options.scope().strangers() == Strangers.CARRIED ? Stream.of(EntryRequest.OTHERS) : Stream.empty();
        return Stream.concat(chosen().map(KeyFamily::name), others)
                .map(name -> EntryPassage.of(name, name))
                .toList();
    }

    EntryRequest request() {
        return new EntryRequest(families(), options, around.cancellation());
    }

    MoveJob job() {
        return new MoveJob(
                source().name(),
                target.name(),
                passages(),
                Map.of(),
                options,
                around.listener(),
                around.cancellation(),
                Ticking.real());
    }

    MoveReports reports() {
        return new MoveReports(source().name(), target.name());
    }
}
