package io.whisperschema.vector.internal.rebuild;

import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Job.Leg;
import io.whisperschema.vector.internal.rebuild.Job.Stage;
import io.whisperschema.vector.internal.rebuild.Job.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What becomes of a rebuild that was begun or done: it is rolled back, or what is kept of it is deleted. */
public final class Aftercare {
    private static final int BATCH = 256;
    private static final double TOLERANCE = 1e-4;

    private final Site site;
    private final Watch watch;
    private final Duration lease;

    public Aftercare(Site site, Watch watch, Duration lease) {
        this.site = site;
        this.watch = watch;
        this.lease = lease;
    }

    /**
     * Lets names lead to what was built where a run was killed after the old collection went and before they did, and ends ways
     * back that were stopped. Changes nothing otherwise.
     */
    public void mend() throws CallFailed, Stopped {
        for (Job job : site.jobs().all()) {
            if (job.stage() == Stage.RETURNING || isBetween(job, site)) {
                try (Lease held = lease(job)) {
                    mend(new WayBack(site, again(job), held).ended());
                }
            }
        }
    }

    private void mend(Job job) throws CallFailed {
        if (isBetween(job, site)) {
            Names.of(site).leadToNew(job, site);
        }
    }

    private static boolean isBetween(Job job, Site site) throws CallFailed {
        return switch (job.stage()) {
            case SWITCHING -> Names.of(site).haveBegunToLeadTo(job);
            case RETURNING -> Names.of(site).leadNowhere(job);
            default -> false;
        };
    }

    /** The names that lead nowhere, as a run was killed at that moment, and where they are to lead. */
    public static Map<String, String> gaps(Site site) throws CallFailed {
        var gaps = new HashMap<String, String>();
        for (Job job : site.jobs().all()) {
            if (isBetween(job, site)) {
                gaps.putAll(job.shadows());
            }
        }
        return gaps;
    }

    /**
     * Lets the names of the last rebuild of a name lead to what was before; one that is half-made is thrown away.
     *
     * @throws DataLossRefused if points were written since and that is not allowed
     */
    public void rollBack(String name, DataLoss loss) throws CallFailed, Stopped {
        List<Job> found = find(name);
        Job last = found.get(found.size() - 1);
        for (Job earlier : found) {
            if (last.stage() == Stage.BACK && earlier.stage() != Stage.BACK) {
                throw new Stopped("the last rebuild of " + name + ", that of " + last.key()
                        + ", is rolled back already. An earlier one, of " + earlier.key()
                        + ", is not: to go back by it, finish the last one under a name that only it has");
            }
        }
        rollBack(last, loss);
    }

    /** The same by what was done, however often names were rebuilt since. */
    public void rollBack(PointRecipe recipe, DataLoss loss) throws CallFailed, Stopped {
        String key = Drafting.key(recipe);
        rollBack(
                site.jobs()
                        .find(key)
                        .filter(job -> job.recipe().equals(Drafting.fingerprint(recipe)))
                        .orElseThrow(() -> new Stopped("nothing is kept of this rebuild of " + key
                                + ": it was finished, or another took its place")),
                loss);
    }

    private void rollBack(Job found, DataLoss loss) throws CallFailed, Stopped {
        try (Lease held = lease(found)) {
            Job job = new WayBack(site, again(found), held).ended();
            switch (job.stage()) {
                case COPYING -> discard(job, held);
                case SWITCHING -> {
                    if (Names.of(site).haveBegunToLeadTo(job)) {
                        goBack(job, loss, held);
                    } else {
                        refuseLosingCopies(job, loss);
                        discard(job, held);
                    }
                }
                case SWITCHED, KEPT -> goBack(job, loss, held);
                case RETURNING, BACK -> {}
            }
        }
    }

    private void refuseLosingCopies(Job job, DataLoss loss) throws CallFailed {
        Optional<String> taken = GivenUpName.taken(job, site);
        if (loss == DataLoss.REFUSED && taken.isPresent()) {
            throw new DataLossRefused(List.of(taken.get()));
        }
    }

    /** The rebuilds that speak of a name, or built what it leads to, the last one last. */
    private List<Job> find(String name) throws CallFailed, Stopped {
        String behind = Names.of(site).aliases().getOrDefault(name, "");
        List<Job> found = site.jobs().all().stream()
                .filter(job -> job.speaksOf(name) || job.shadows().containsValue(behind))
                .sorted(Comparator.comparingLong(Job::number))
                .toList();
        if (found.isEmpty()) {
            throw new Stopped("nothing is kept of " + name + ", and it is not being rebuilt");
        }
        return found;
    }

    private Lease lease(Job job) throws CallFailed, Stopped {
        return Lease.of(job.key(), site, lease, watch);
    }

    private Lease desk() throws CallFailed, Stopped {
        return Lease.ofDesk(site, lease, watch);
    }

    /** What it has become when its lease is ours. */
    private Job again(Job found) throws CallFailed, Stopped {
        Job job = site.jobs().find(found.key()).orElseThrow();
        if (job.number() != found.number()) {
            throw new Stopped("another process has begun a rebuild of " + job.key() + " meanwhile");
        }
        return job;
    }

    private void discard(Job job, Lease held) throws CallFailed, Stopped {
        Discarding.of(job, site);
        if (job.kept().isEmpty()) {
            held.remove();
        } else {
            held.put(job.at(Stage.BACK));
        }
    }

    private void goBack(Job job, DataLoss loss, Lease held) throws CallFailed, Stopped {
        requireKept(job);
        refuseStoodOn(job);
        if (loss == DataLoss.REFUSED) {
            refuseLosing(job, held);
        }
        Job returning = job.at(Stage.RETURNING);
        try (Lease desk = desk()) {
            refuseStoodOn(job);
            desk.keep();
            held.put(returning);
        }
        new WayBack(site, returning, held).go();
    }

    private void requireKept(Job job) throws CallFailed, Stopped {
        Names names = Names.of(site);
        for (Leg leg : job.legs()) {
            if (!names.collections().contains(leg.before())) {
                throw new Stopped("there is no " + leg.before() + " to go back to");
            }
        }
    }

    private void refuseStoodOn(Job job) throws CallFailed, Stopped {
        for (Job other : site.jobs().all()) {
            var taken = new TreeSet<>(other.needs());
            taken.retainAll(job.shadows().values());
            if (!taken.isEmpty() && !other.key().equals(job.key())) {
                boolean last = other.legs().stream().anyMatch(leg -> taken.contains(leg.source()));
                throw new Stopped("the rebuild of " + other.key() + " came later, and what it is made of, "
                        + String.join(", ", taken) + ", would be taken away"
                        + (last ? ": roll that one back first" : "; there is no way back past it"));
            }
        }
    }

    private boolean isThere(String collection) throws CallFailed {
        return site.calls().answer(site.client().collectionExistsAsync(collection));
    }

    private void refuseLosing(Job job, Lease held) throws CallFailed, Stopped {
        List<Ledger> ledgers =
                job.legs().stream().map(leg -> site.ledger(leg.ledger())).toList();
        var losing = new ArrayList<String>();
        for (Target target : job.targets()) {
            if (!isThere(target.shadow())) {
                losing.add("go back from " + target.shadow()
                        + ": it is not there any more, so nobody knows what was written there since");
                continue;
            }
            var steering = new Steering(held, watch, new Pace(site.clock(), OptionalInt.empty()), BATCH, 0);
            ShadowProof.Differences written =
                    new ShadowProof(site, target.shadow(), ledgers, tolerances(target.shadow())).run(steering);
            if (written.count() > 0) {
                losing.add("go back from " + target.shadow() + ": " + written.count()
                        + " points were written there since (" + written.words() + ")");
            }
        }
        if (!losing.isEmpty()) {
            throw new DataLossRefused(losing);
        }
    }

    /** As a server changes vectors when they are written to it. */
    private Tolerances tolerances(String shadow) throws CallFailed {
        return Tolerances.of(
                site.calls()
                        .answer(site.client().getCollectionInfoAsync(shadow))
                        .getConfig(),
                TOLERANCE);
    }

    /** Deletes what is kept of all rebuilds of a name that are done, but nothing that another needs. */
    public void finish(String name) throws CallFailed, Stopped {
        var done = new ArrayList<Job>();
        var held = new ArrayList<Lease>();
        try {
            for (Job job : done(name)) {
                held.add(lease(job));
                Job now = again(job);
                refuseUndone(now);
                done.add(new WayBack(site, now, held.get(held.size() - 1)).ended());
            }
            try (Lease desk = desk()) {
                refuseReached(done);
                for (int i = 0; i < done.size(); i++) {
                    desk.keep();
                    delete(done.get(i));
                    held.get(i).remove();
                }
            }
        } finally {
            held.forEach(Lease::close);
        }
    }

    private List<Job> done(String name) throws CallFailed, Stopped {
        var done = new ArrayList<Job>();
        List<Job> found = find(name);
        for (Job job : found) {
            if (isDone(job)) {
                done.add(job);
            }
        }
        if (done.isEmpty()) {
            refuseUndone(found.get(0));
        }
        return done;
    }

    private void refuseUndone(Job job) throws CallFailed, Stopped {
        if (WayBack.isOpen(job, Names.of(site))) {
            throw new Stopped("the way back from " + job.key()
                    + " has begun: roll it back again, or run the migration again to stay");
        }
        if (!isDone(job)) {
            throw new Stopped("the rebuild of " + job.key() + " is under way: let it end, or roll it back");
        }
    }

    private void delete(Job job) throws CallFailed {
        for (String each : kept(List.of(job))) {
            Discarding.collection(each, State.KEPT, site);
        }
        Discarding.ledgers(job, site);
    }

    private void refuseReached(List<Job> done) throws CallFailed, Stopped {
        Set<String> kept = kept(done);
        for (var alias : Names.of(site).aliases().entrySet()) {
            String collection = alias.getValue();
            if (kept.contains(collection) && site.shelf().state(collection).equals(Optional.of(State.KEPT))) {
                throw new Stopped("alias " + alias.getKey() + " leads to " + collection
                        + ", which is to be deleted; let it lead elsewhere. Nothing was deleted");
            }
        }
    }

    /** What rebuilds have to do with and no other needs. */
    private Set<String> kept(List<Job> jobs) throws CallFailed {
        var kept = new HashSet<String>();
        for (Job job : jobs) {
            kept.addAll(job.kept());
            job.legs().forEach(leg -> kept.add(leg.before()));
            kept.addAll(job.shadows().values());
        }
        Set<String> keys = jobs.stream().map(Job::key).collect(Collectors.toSet());
        for (Job other : site.jobs().all()) {
            if (!keys.contains(other.key())) {
                kept.removeAll(other.needs());
            }
        }
        return kept;
    }

    /** Also where a run was stopped when all but this was on record. */
    private boolean isDone(Job job) throws CallFailed {
        return switch (job.stage()) {
            case COPYING, SWITCHING -> false;
            case SWITCHED -> site.isRecorded(job);
            case RETURNING -> !WayBack.isOpen(job, Names.of(site));
            case KEPT, BACK -> true;
        };
    }
}
