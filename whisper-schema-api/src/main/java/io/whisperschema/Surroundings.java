package io.whisperschema;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.Adoption;
import io.whisperschema.migration.Migrations;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.Journal;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.RestorePoints;
import io.whisperschema.spi.Store;
import io.whisperschema.spi.VectorStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything beside the definition that a host gives to {@link WhisperSchema}. */
record Surroundings(
        List<Store> stores,
        Optional<Journal> journal,
        ProgressListener listener,
        Cancellation cancellation,
        Clock clock,
        Adoption adoption,
        Migrations migrations,
        RestorePoints restorePoints) {
    Surroundings {
        stores = List.copyOf(stores);
    }

    static Surroundings none() {
        return new Surroundings(
                List.of(),
                Optional.empty(),
                ProgressListener.SILENT,
                new Cancellation(),
                Clock.systemUTC(),
                Adoption.strict(),
                Migrations.none(),
                RestorePoints.NONE);
    }

    /** With that store: in the order of the kinds, relational first. */
    Surroundings with(Store store) {
        var more = new ArrayList<Store>();
        for (Store one : stores) {
            if (one.kind() == store.kind()) {
                throw new IllegalArgumentException("There is a " + store.kind() + " store already; one of each kind.");
            }
            if (one.name().equals(store.name())) {
                throw new IllegalArgumentException("Two stores are named " + store.name() + "; give one another name.");
            }
            if (one.kind().compareTo(store.kind()) < 0) {
                more.add(one);
            }
        }
        more.add(store);
        more.addAll(stores.subList(more.size() - 1, stores.size()));
        return new Surroundings(more, journal, listener, cancellation, clock, adoption, migrations, restorePoints);
    }

    /** With a copy of the relational store in its place. */
    Surroundings on(RelationalStore copy) {
        List<Store> others = stores.stream()
                .filter(store -> !(store instanceof RelationalStore))
                .toList();
        return new Surroundings(others, journal, listener, cancellation, clock, adoption, migrations, restorePoints)
                .with(copy);
    }

    Surroundings with(Journal changed) {
        return new Surroundings(
                stores, Optional.of(changed), listener, cancellation, clock, adoption, migrations, restorePoints);
    }

    Surroundings with(ProgressListener changed) {
        return new Surroundings(
                stores, journal, requireNonNull(changed), cancellation, clock, adoption, migrations, restorePoints);
    }

    Surroundings with(Cancellation changed) {
        return new Surroundings(
                stores, journal, listener, requireNonNull(changed), clock, adoption, migrations, restorePoints);
    }

    Surroundings with(Clock changed) {
        return new Surroundings(
                stores, journal, listener, cancellation, requireNonNull(changed), adoption, migrations, restorePoints);
    }

    Surroundings with(Adoption changed) {
        return new Surroundings(
                stores, journal, listener, cancellation, clock, requireNonNull(changed), migrations, restorePoints);
    }

    Surroundings with(Migrations changed) {
        return new Surroundings(
                stores, journal, listener, cancellation, clock, adoption, requireNonNull(changed), restorePoints);
    }

    Surroundings with(RestorePoints changed) {
        return new Surroundings(
                stores, journal, listener, cancellation, clock, adoption, migrations, requireNonNull(changed));
    }

    /** Tells how far a step is that takes long. */
    void tellProgress(Step step, long done, long of) {
        if (step.change().kind() == StoreKind.CACHE) {
            listener.entriesRewritten(step, done, of);
        } else {
            listener.pointsReshaped(step, done, of);
        }
    }

    /** Before steps of which some may lose data; its name, if one was taken. */
    Optional<String> takeRestorePointIfLosing(Store store, List<Step> steps) {
        List<Step> losing =
                steps.stream().filter(step -> step.risk().mayLoseData()).toList();
        return losing.isEmpty() ? Optional.empty() : takeRestorePoint(store, losing);
    }

    /** Before steps that nobody knows yet; its name, if one was taken. */
    Optional<String> takeRestorePoint(Store store) {
        return takeRestorePoint(store, List.of());
    }

    private Optional<String> takeRestorePoint(Store store, List<Step> losing) {
        if (restorePoints.covers(store)) {
            String name = restorePoints.take(store, losing);
            listener.restorePointTaken(store.name(), name);
            return Optional.of(name).filter(given -> !given.isEmpty());
        }
        if (restorePoints != RestorePoints.NONE) {
            listener.restorePointMissing(store.name());
        }
        return Optional.empty();
    }

    /** Nothing was done behind it; one that cannot be discarded stays, which ends no run. */
    void discardRestorePoint(Store store, String name) {
        try {
            restorePoints.discard(store, name);
        } catch (RuntimeException stays) {
            return;
        }
        listener.restorePointDiscarded(store.name(), name);
    }

    /** What is left where migrations look after the relational store; it still keeps the journal of the others. */
    Surroundings withoutRelational() {
        List<Store> others = stores.stream()
                .filter(store -> !(store instanceof RelationalStore))
                .toList();
        Optional<Journal> kept = others.isEmpty() ? journal : journal.or(() -> keeper().map(RelationalStore::journal));
        return new Surroundings(others, kept, listener, cancellation, clock, adoption, migrations, restorePoints);
    }

    /** The relational store that keeps the journal: its own, where the host named no other. */
    Optional<RelationalStore> keeper() {
        return stores.stream()
                .filter(store -> store.capabilities().contains(Store.Capability.JOURNAL))
                .filter(RelationalStore.class::isInstance)
                .map(RelationalStore.class::cast)
                .filter(store -> journal.map(store::keeps).orElse(true))
                .findFirst();
    }

    RelationalStore relational() {
        return first(RelationalStore.class, "There is no relational store; give it with WhisperSchema.relational(…).");
    }

    boolean has(StoreKind kind) {
        return stores.stream().anyMatch(store -> store.kind() == kind);
    }

    /** With nothing in place of the other stores that migrations are of, for those who look at the relational side of them alone. */
    Surroundings passingOthersOver() {
        List<Store> others = stores.stream()
                .filter(store -> !(store instanceof VectorStore || store instanceof CacheStore))
                .toList();
        return new Surroundings(others, journal, listener, cancellation, clock, adoption, migrations, restorePoints)
                .with(new PassedOver.Vectors())
                .with(new PassedOver.Cache());
    }

    boolean passesOthersOver() {
        return stores.stream().anyMatch(PassedOver.class::isInstance);
    }

    VectorStore vectors() {
        return first(VectorStore.class, "There is no vector store; give it with WhisperSchema.vectors(…).");
    }

    /** The cache, where there is one. */
    List<CacheStore> caches() {
        return stores.stream()
                .filter(CacheStore.class::isInstance)
                .map(CacheStore.class::cast)
                .toList();
    }

    CacheStore cache() {
        return first(CacheStore.class, "There is no cache; give it with WhisperSchema.cache(…).");
    }

    private <T extends Store> T first(Class<T> kind, String otherwise) {
        return stores.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(otherwise));
    }

    Store store(String name) {
        return stores.stream()
                .filter(store -> store.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The plan speaks of a store named " + name + ", which this WhisperSchema does not have."));
    }

    String nameOf(StoreKind kind) {
        return stores.stream()
                .filter(store -> store.kind() == kind)
                .map(Store::name)
                .findFirst()
                .orElseThrow();
    }
}
