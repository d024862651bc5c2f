package io.whisperschema.vector.internal.rebuild;

import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Job.Leg;
import io.whisperschema.vector.internal.rebuild.Job.Stage;
import io.whisperschema.vector.internal.rebuild.Job.Target;

/**
 * The way of names back to what was before. One that was stopped is ended by whoever holds the lease next: behind the switch of
 * the names it is done, and before it has not begun.
 */
record WayBack(Site site, Job job, Lease held) {
    /** Whether one was stopped before its switch. */
    static boolean isOpen(Job job, Names names) {
        return job.stage() == Stage.RETURNING && !names.leadBack(job);
    }

    /** Goes it; that it has begun is on record. */
    void go() throws CallFailed, Stopped {
        for (Leg leg : job.legs()) {
            held.keep();
            if (leg.copy().isPresent()) {
                Writes.unmark(leg.before(), site);
            }
            site.shelf().use(leg.before());
        }
        held.keep();
        Names.of(site).leadToOld(job, site);
        arrived();
    }

    /** What becomes of a rebuild whose way back was stopped; others stay as they are. */
    Job ended() throws CallFailed, Stopped {
        if (job.stage() != Stage.RETURNING) {
            return job;
        }
        return isOpen(job, Names.of(site)) ? stayed() : arrived();
    }

    private Job arrived() throws CallFailed, Stopped {
        Names names = Names.of(site);
        for (Target target : job.targets()) {
            if (names.collections().contains(target.shadow())) {
                held.keep();
                site.shelf().keep(target.shadow());
            }
        }
        return at(Stage.BACK);
    }

    private Job stayed() throws CallFailed, Stopped {
        held.keep();
        Names names = Names.of(site);
        if (names.leadNowhere(job)) {
            names.leadToNew(job, site);
        }
        for (Leg leg : job.legs()) {
            if (names.collections().contains(leg.before())) {
                held.keep();
                site.shelf().keep(leg.before());
            }
        }
        return at(site.isRecorded(job) ? Stage.KEPT : Stage.SWITCHED);
    }

    private Job at(Stage stage) throws CallFailed, Stopped {
        Job changed = job.at(stage);
        held.put(changed);
        return changed;
    }
}
