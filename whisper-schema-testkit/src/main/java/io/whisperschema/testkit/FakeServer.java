package io.whisperschema.testkit;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.GraphCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Journal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What outlives a killed process: the contents of the four fake stores and of the fake journal.
 *
 * <p>Stores and journals over one server see the same things, so a new {@code WhisperSchema} over it is a process that
 * starts after another was killed. Thread-safe.
 */
public final class FakeServer {
    private final Map<StoreKind, Catalog> catalogs = new EnumMap<>(StoreKind.class);
    private final List<Step> applied = new ArrayList<>();
    private final List<Journal.Entry> journal = new ArrayList<>();
    private final Faults faults = new Faults();
    private Consumer<Step> keeper = step -> {};

    /** A server that holds nothing. */
    public FakeServer() {
        holding(FakeDialect.EMPTY);
        holding(new VectorCatalog(List.of()));
        holding(new CacheCatalog(List.of()));
        holding(new GraphCatalog(List.of(), List.of()));
    }

    /** Makes the store of that kind hold exactly this, as somebody else would who works on it. */
    public synchronized void holding(Catalog catalog) {
        catalogs.put(catalog.kind(), catalog);
    }

    /** Every step that was applied for good, on whatever store, in the order in which it was. */
    public synchronized List<Step> applied() {
        return List.copyOf(applied);
    }

    /** From now on tells each step as it is applied for good, to somebody who keeps it where it outlives this process. */
    public synchronized void tell(Consumer<Step> other) {
        keeper = requireNonNull(other);
    }

    /** What is to go wrong. */
    public Faults faults() {
        return faults;
    }

    synchronized <C extends Catalog> C held(StoreKind kind, Class<C> type) {
        return requireNonNull(type.cast(catalogs.get(kind)));
    }

    synchronized void commit(Catalog catalog, List<Step> steps) {
        catalogs.put(catalog.kind(), catalog);
        applied.addAll(steps);
        steps.forEach(keeper);
    }

    synchronized void append(Journal.Entry entry) {
        journal.add(entry);
    }

    synchronized List<Journal.Entry> journal() {
        return List.copyOf(journal);
    }
}
