package io.whisperschema.vector.internal.rebuild;

import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Job.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes what a rebuild made that nobody uses. */
final class Discarding {
    private Discarding() {}

    /** Of one that is half-made. */
    static void of(Job job, Site site) throws CallFailed {
        var made = new ArrayList<String>();
        job.targets().forEach(target -> made.add(target.shadow()));
        job.legs().forEach(leg -> leg.copy().ifPresent(copy -> made.add(copy.name())));
        for (String each : made) {
            collection(each, State.SHADOW, site);
        }
        ledgers(job, site);
    }

    static void ledgers(Job job, Site site) throws CallFailed {
        for (Leg leg : job.legs()) {
            ledger(leg.ledger(), site);
            if (leg.copy().isPresent()) {
                ledger(leg.copy().get().ledger(), site);
            }
        }
    }

    /** Deletes a collection if no name leads to it and it is on record as that. Says whether it is gone. */
    static List<String> collection(String name, State state, Site site) throws CallFailed {
        Names names = Names.of(site);
        if (names.collections().contains(name)
                && names.aliasesOf(name).isEmpty()
                && site.shelf().state(name).equals(Optional.of(state))) {
            site.shelf().delete(name);
            return List.of(name);
        }
        return List.of();
    }

    static void ledger(String name, Site site) throws CallFailed {
        if (site.calls().answer(site.client().collectionExistsAsync(name))) {
            site.calls().answer(site.client().deleteCollectionAsync(name));
        }
    }
}
