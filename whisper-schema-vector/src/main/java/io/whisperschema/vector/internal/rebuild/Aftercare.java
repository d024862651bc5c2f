package io.whisperschema.vector.internal.rebuild;

import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Job.Leg;
import io.whisperschema.vector.internal.rebuild.Job.Stage;
import io.whisperschema.vector.internal.rebuild.Job.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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
     * Lets names lead to what was built where a run was killed after the old collection went and before they did. Changes nothing
     * otherwise.
     */
    public static void mend(Site site) throws CallFailed {
        for (Job job : site.jobs().all()) {
            if (job.stage() == Stage.SWITCHING) {
                Names names = Names.of(site);
                if (names.haveBegunToLeadTo(job)) {
                    names.leadToNew(job, site);
                }
            }
        }
    }

    /** The names that lead nowhere, as a run was killed at that moment, and where they are to lead. */
    public static Map<String, String> gaps(Site site) throws CallFailed {
        var gaps = new HashMap<String, String>();
        for (Job job : site.jobs().all()) {
            if (job.stage() == Stage.SWITCHING && Names.of(site).haveBegunToLeadTo(job)) {
                gaps.putAll(job.shadows());
            }
        }
        return gaps;
    }

    /**
     * Lets names lead to what was before; one that is half-made is thrown away.
     *
     * @throws DataLossRefused if points were written since and that is not allowed
     */
    public void rollBack(String name, DataLoss loss) throws CallFailed, Stopped {
        Job found = find(name);
        try (Lease held = Lease.of(found.key(), site.jobs(), site.clock(), lease, site.store(), watch)) {
            Job job = site.jobs().find(found.key()).orElseThrow().job();
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
                case BACK -> {}
            }
        }
    }

    private void refuseLosingCopies(Job job, DataLoss loss) throws CallFailed {
        Optional<String> taken = GivenUpName.taken(job, site);
        if (loss == DataLoss.REFUSED && taken.isPresent()) {
            throw new DataLossRefused(List.of(taken.get()));
        }
    }

    private Job find(String name) throws CallFailed, Stopped {
        return site.jobs().all().stream()
                .filter(job -> job.targets().stream()
                                .anyMatch(target -> target.name().equals(name))
                        || job.legs().stream().anyMatch(leg -> leg.name().equals(name)))
                .findFirst()
                .orElseThrow(() -> new Stopped("nothing is kept of " + name + ", and it is not being rebuilt"));
    }

    private void discard(Job job, Lease held) throws CallFailed {
        Discarding.of(job, site);
        if (job.kept().isEmpty()) {
            held.remove();
        }
    }

    private void goBack(Job job, DataLoss loss, Lease held) throws CallFailed, Stopped {
        requireKept(job);
        if (loss == DataLoss.REFUSED) {
            refuseLosing(job, held);
        }
        for (Leg leg : job.legs()) {
            if (leg.copy().isPresent()) {
                Writes.unmark(leg.before(), site);
            }
            site.shelf().use(leg.before());
        }
        Names.of(site).leadToOld(job, site);
        for (Target target : job.targets()) {
            site.shelf().keep(target.shadow());
        }
        held.put(job.at(Stage.BACK));
    }

    private void requireKept(Job job) throws CallFailed, Stopped {
        Names names = Names.of(site);
        for (Leg leg : job.legs()) {
            if (!names.collections().contains(leg.before())) {
                throw new Stopped("there is no " + leg.before() + " to go back to");
            }
        }
    }

    private void refuseLosing(Job job, Lease held) throws CallFailed, Stopped {
        List<Ledger> ledgers =
                job.legs().stream().map(leg -> site.ledger(leg.ledger())).toList();
        var losing = new ArrayList<String>();
        for (Target target : job.targets()) {
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

    /** Deletes what is kept. */
    public void finish(String name) throws CallFailed, Stopped {
        Job found = find(name);
        try (Lease held = Lease.of(found.key(), site.jobs(), site.clock(), lease, site.store(), watch)) {
            Job job = site.jobs().find(found.key()).orElseThrow().job();
            if (!isDone(job)) {
                throw new Stopped("the rebuild of " + job.key() + " is under way: let it end, or roll it back");
            }
            refuseReached(kept(job));
            for (String each : kept(job)) {
                Discarding.collection(each, State.KEPT, site);
            }
            Discarding.ledgers(job, site);
            held.remove();
        }
    }

    private void refuseReached(Set<String> kept) throws CallFailed, Stopped {
        for (var alias : Names.of(site).aliases().entrySet()) {
            String collection = alias.getValue();
            if (kept.contains(collection) && site.shelf().state(collection).equals(Optional.of(State.KEPT))) {
                throw new Stopped("alias " + alias.getKey() + " leads to " + collection
                        + ", which is to be deleted; let it lead elsewhere. Nothing was deleted");
            }
        }
    }

    /** Also where a run was stopped when all but this was on record. */
    private boolean isDone(Job job) throws CallFailed {
        boolean done = job.stage() == Stage.KEPT || job.stage() == Stage.BACK;
        if (job.stage() == Stage.SWITCHED) {
            done = true;
            for (Target target : job.targets()) {
                done &= site.shelf().state(target.shadow()).equals(Optional.of(State.RECORDED));
            }
        }
        return done;
    }

    private static Set<String> kept(Job job) {
        var kept = new HashSet<>(job.kept());
        job.legs().forEach(leg -> kept.add(leg.before()));
        job.targets().forEach(target -> kept.add(target.shadow()));
        return kept;
    }
}
