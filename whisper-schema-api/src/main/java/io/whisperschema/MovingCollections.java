package io.whisperschema;

import io.whisperschema.catalog.CollectionRecord;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.move.PointPassage;
import io.whisperschema.move.MoveScope;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.MovedCollection;
import io.whisperschema.spi.PointSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which collections of a source move, and what they are to be. */
final class MovingCollections {
    private final VectorCatalog from;
    private final VectorCatalog wished;
    private final MoveScope scope;
    private final List<String> names = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param from what the source holds
     * @param wished what the definition says
     */
    MovingCollections(VectorCatalog from, VectorCatalog wished, MoveScope scope) {
        this.from = from;
        this.wished = wished;
        this.scope = scope;
        names(from).forEach(this::choose);
    }

    /** All collections of a store, also those that no definition can describe. */
    static Stream<String> names(VectorCatalog catalog) {
        return Stream.concat(
                catalog.collections().stream().map(VectorCollection::name),
                catalog.foreignObjects().stream()
                        .filter(object -> object.type().equals("collection")
                                && object.table().isEmpty())
                        .map(ForeignObject::name));
    }

    private void choose(String name) {
        if (from.namesOf(name).noneMatch(scope.selection()::takes)) {
            findings.add(Finding.notice("collection " + name, "nothing", "it", "It was left out: it does not move."));
        } else if (isBeingBuilt(name)) {
            findings.add(Finding.error(
                    "collection " + name,
                    "a whole collection",
                    "one that a migration is building anew",
                    "What was written last is not in it yet. Run the migration to its end, then move."));
        } else if (isDefined(name)) {
            names.add(name);
        } else {
            stranger(name);
        }
    }

    private boolean isBeingBuilt(String name) {
        return from.recordOf(name)
                .filter(record -> record.state() == CollectionRecord.State.SHADOW)
                .isPresent();
    }

    private boolean isDefined(String name) {
        return from.collection(name).isPresent()
                && (from.namesOf(name).anyMatch(each -> wished.collection(each).isPresent())
                        || wished.familyOf(from.namesOf(name)).isPresent());
    }

    private void stranger(String name) {
        String place = "collection " + name;
        switch (scope.strangers()) {
            case REFUSED ->
                findings.add(Finding.error(
                        place,
                        "nothing",
                        "it",
                        "The definition does not speak of it. Say what becomes of it: MoveOptions.carryingStrangers()"
                                + " or leavingStrangers()."));
            case LEFT_BEHIND ->
                findings.add(Finding.notice(place, "nothing", "it", "It stays where it is: it does not move."));
            case CARRIED -> names.add(name);
        }
    }

    /** What else there is to know; errors where something has no place in the target. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    List<Passage> passages() {
        return names.stream().map(this::passage).toList();
    }

    private Passage passage(String name) {
        return PointPassage.of(name, scope.targetName(name));
    }

    /** What a target is told of them. */
    List<MovedCollection> in(PointSource source) {
        return names.stream().map(name -> moved(name, source)).toList();
    }

    private MovedCollection moved(String name, PointSource source) {
        Optional<String> settings = source.settings(name);
        List<String> aliases = from.namesOf(name).skip(1).toList();
        Optional<VectorCollection> wanted = wanted(name, settings.isEmpty());
        if (settings.isEmpty()) {
            var over = new TakingOver(from, from.collection(name).orElseThrow(), wanted.orElseThrow());
            findings.addAll(over.findings());
            wanted = Optional.of(over.wanted());
        }
        return new MovedCollection(passage(name), wanted, aliases, settings);
    }

    private Optional<VectorCollection> wanted(String name, boolean asItIs) {
        Optional<VectorCollection> defined = from.namesOf(name)
                .flatMap(each -> wished.collection(each).stream())
                .findFirst()
                .or(() -> ofFamily(name, asItIs));
        return defined.or(() -> from.collection(name).filter(any -> asItIs))
                .map(one -> new VectorCollection(scope.targetName(name), one.version(), one.shape()));
    }

    private Optional<VectorCollection> ofFamily(String name, boolean asItIs) {
        VectorCollection found = from.collection(name).orElseThrow();
        Optional<CollectionFamily> family = wished.familyOf(from.namesOf(name));
        return family.map(one -> found.version()
                .flatMap(one::version)
                .or(() -> asItIs ? one.version(one.head()) : Optional.empty())
                .map(version -> new VectorCollection(name, Optional.of(version.version()), version.shape()))
                .orElse(found));
    }
}
