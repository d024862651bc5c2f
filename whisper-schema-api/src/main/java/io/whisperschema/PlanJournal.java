package io.whisperschema;

import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.spi.Journal;
import io.whisperschema.spi.Journal.Entry;
import io.whisperschema.spi.Journal.Event;
import io.whisperschema.spi.RelationalStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is kept of one plan from run to run, where there is a journal. */
final class PlanJournal {
    private final Optional<Journal> journal;
    private final Optional<String> keeper;
    private final String plan;
    private final Clock clock;
    private final Map<String, Event> before = new HashMap<>();
    private Optional<Map<String, Event>> known = Optional.empty();
    private final List<Entry> unwritten = new ArrayList<>();

    private PlanJournal(Optional<Journal> journal, Optional<String> keeper, Plan plan, Clock clock) {
        this.journal = journal;
        this.keeper = keeper;
        this.plan = journal.isPresent() ? plan.fingerprint() : "";
        this.clock = clock;
    }

    /** That of a plan that an earlier run may have begun. */
    static PlanJournal read(Plan plan, Surroundings around) {
        PlanJournal journal = unread(plan, around);
        journal.journal.ifPresent(kept -> journal.before.putAll(newest(kept.entries(journal.plan))));
        journal.known = Optional.of(new HashMap<>(journal.before));
        return journal;
    }

    private static Map<String, Event> newest(List<Entry> entries) {
        var newest = new HashMap<String, Event>();
        entries.forEach(entry -> newest.put(entry.step(), entry.event()));
        return newest;
    }

    /**
     * That of a plan made just now, from what is there, in which no earlier run has a part: the journal that the host named,
     * which may be its relational store's own, or else that of its relational store for a plan that is more than its
     * transactions.
     */
    static PlanJournal unread(Plan plan, Surroundings around) {
        if (plan.isEmpty()) {
            return new PlanJournal(Optional.empty(), Optional.empty(), plan, around.clock());
        }
        Optional<RelationalStore> keeper =
                around.keeper().filter(store -> around.journal().isPresent() || leavesItsTransactions(plan, store));
        var journal = new PlanJournal(
                around.journal().or(() -> keeper.map(RelationalStore::journal)),
                keeper.map(RelationalStore::name),
                plan,
                around.clock());
        journal.refuseWhatItCannotName(plan);
        return journal;
    }

    /** A step that no entry can tell of is refused before any runs. */
    private void refuseWhatItCannotName(Plan plan) {
        if (isKept()) {
            plan.steps().forEach(step -> entry(step, Event.INTENT));
        }
    }

    private static boolean leavesItsTransactions(Plan plan, RelationalStore store) {
        return plan.steps().stream()
                .filter(step -> step.isolation() == Isolation.ALONE)
                .anyMatch(step ->
                        step.change() instanceof CodeChange || !step.store().equals(store.name()));
    }

    boolean isKept() {
        return journal.isPresent();
    }

    /** What the newest entry of earlier runs says of a step. */
    Optional<Event> before(Step step) {
        return Optional.ofNullable(before.get(step.id()));
    }

    /** The store shows that the journal tells of it no longer. */
    void forget(Step step) {
        before.remove(step.id());
    }

    /** Whether that store writes in its own transactions what there is to say of its steps. */
    boolean isKeptBy(String store) {
        return keeper.filter(store::equals).isPresent();
    }

    /**
     * Writes at once.
     *
     * @throws PlanOutdated if that begins host code outside of transactions at which another run has been since
     */
    void write(Step step, Event event) {
        journal.ifPresent(kept -> {
            Entry entry = entry(step, event);
            if (step.isolation() == Isolation.ALONE && CodeApart.isCode(step)) {
                refuseMoved(step.store(), List.of(entry), () -> kept.entries(plan));
            }
            kept.append(entry);
            known.ifPresent(events -> events.put(step.id(), event));
        });
    }

    /** Leaves it to the store that keeps the journal. */
    void leaveToKeeper(Step step, Event event) {
        unwritten.add(entry(step, event));
        if (event != Event.INTENT) {
            known.ifPresent(events -> events.put(step.id(), event));
        }
    }

    /** Refuses to begin a step of which the journal tells by now what this run has neither read nor written. */
    void refuseMoved(String store, List<Entry> writing, Supplier<List<Entry>> found) {
        List<String> begun = writing.stream()
                .filter(entry -> entry.event() == Event.INTENT)
                .map(Entry::step)
                .toList();
        if (known.isPresent() && !begun.isEmpty()) {
            Map<String, Event> newest = newest(found.get());
            Map<String, Event> ours = known.get();
            if (begun.stream().anyMatch(step -> newest.get(step) != ours.get(step))) {
                throw new PlanOutdated(store);
            }
        }
    }

    /** What was left to the store, which writes it now. */
    List<Entry> taken() {
        List<Entry> taken = List.copyOf(unwritten);
        unwritten.clear();
        return taken;
    }

    /** Writes what the store did not ask for. */
    void writeRest() {
        taken().forEach(entry -> journal.ifPresent(kept -> kept.append(entry)));
    }

    Entry entry(Step step, Event event) {
        return new Entry(
                plan, step.id(), event, step.store() + ": " + step.change().words(), clock.instant());
    }
}
