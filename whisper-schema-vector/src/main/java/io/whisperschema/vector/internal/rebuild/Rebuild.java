package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.PointBatch;
import io.whisperschema.vector.RebuildOptions;
import io.whisperschema.vector.RebuildOptions.HalfMade;
import io.whisperschema.vector.WriteFence;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Job.Copy;
import io.whisperschema.vector.internal.rebuild.Job.Leg;
import io.whisperschema.vector.internal.rebuild.Job.Stage;
import io.whisperschema.vector.internal.rebuild.Job.Target;
import io.whisperschema.vector.internal.transform.SampleCheck;
import io.whisperschema.vector.internal.transform.Transform;
import io.whisperschema.vector.internal.transform.TransformFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Builds collections anew: copies their points into others, catches up with what is written meanwhile, proves what arrived, lets
 * the names lead there, and keeps what was before. All that it knows is on the server, so that whoever comes next goes on where
 * the last one was. Not thread-safe.
 */
public final class Rebuild {
    private static final int MOST_PASSES = 12;
    private static final int MOST_SETTLING = 100;
    private static final long FEW = 16;
    private static final String WHOLE =
            "Every name leads to a collection that is whole. What is copied stays; run it again, and it goes on from there.";

    private final Site site;
    private final PointRecipe recipe;
    private final RebuildOptions options;
    private final Watch watch;
    private final VectorCatalog there;
    private final Function<CodeName, CodeStep<PointBatch>> codes;
    private String state = WHOLE;

    public Rebuild(
            Site site,
            PointRecipe recipe,
            RebuildOptions options,
            Watch watch,
            VectorCatalog there,
            Function<CodeName, CodeStep<PointBatch>> codes) {
        this.site = site;
        this.recipe = recipe;
        this.options = options;
        this.watch = watch;
        this.there = there;
        this.codes = codes;
    }

    /** Does all that is left to do. */
    public void run() throws CallFailed, Stopped, TransformFailed {
        String key = Drafting.key(recipe);
        if (site.jobs().find(key).isEmpty()) {
            begin();
        }
        try (Lease lease = Lease.of(key, site, options.lease(), watch)) {
            Job job = current(lease, key);
            if (job.stage() == Stage.SWITCHING) {
                job = switching(job, lease);
            }
            Lanes lanes = lanes(job);
            if (job.stage() == Stage.COPYING) {
                job = copied(job, lanes, lease);
            }
            if (job.stage() == Stage.SWITCHED) {
                settle(lanes, lease);
                keep(job, lease);
            }
        }
    }

    private void begin() throws CallFailed, Stopped {
        Job draft = new Drafting(site, recipe).job(Set.of());
        site.prepare(options.before(), draft.legs().stream().map(Leg::source).toList());
        try (Lease desk = desk()) {
            Job job = new Drafting(site, recipe).job(Set.of());
            desk.keep();
            site.jobs().add(job);
        }
    }

    private Lease desk() throws CallFailed, Stopped {
        return Lease.ofDesk(site, options.lease(), watch);
    }

    private Job switching(Job job, Lease lease) throws CallFailed, Stopped {
        if (names().haveBegunToLeadTo(job)) {
            state = nameless(job);
            return led(job, lease);
        }
        return backToCopying(job, lease);
    }

    private Job backToCopying(Job job, Lease lease) throws CallFailed, Stopped {
        Optional<String> taken = GivenUpName.taken(job, site);
        if (taken.isPresent()) {
            throw new Stopped(taken.get() + ". Take what is in the new one elsewhere, delete it, and run this again");
        }
        return at(job, Stage.COPYING, lease);
    }

    /** In what state the names are when {@link #run} fails. */
    public String state() {
        return state;
    }

    private static String nameless(Job job) {
        List<String> before = job.legs().stream()
                .flatMap(leg -> leg.copy().stream())
                .map(Copy::name)
                .toList();
        return before.isEmpty()
                ? WHOLE
                : job.key() + " may lead nowhere until it is run again or rolled back. All points are in "
                        + String.join(", ", job.shadows().values()) + ", and as they were before in "
                        + String.join(", ", before) + ".";
    }

    private Names names() throws CallFailed {
        return Names.of(site);
    }

    /** The one on record, or a new one in its place. */
    private Job current(Lease lease, String key) throws CallFailed, Stopped {
        Job job = new WayBack(site, site.jobs().find(key).orElseThrow(), lease).ended();
        boolean same = job.recipe().equals(Drafting.fingerprint(recipe));
        return switch (job.stage()) {
            case COPYING -> {
                if (same && options.halfMade() == HalfMade.GONE_ON_WITH && isMade(job)) {
                    yield job;
                }
                Discarding.of(job, site);
                yield anew(job.kept(), lease);
            }
            case SWITCHING, SWITCHED -> {
                if (!same) {
                    throw new Stopped(
                            key + " is in the midst of another rebuild: run the migration again that has begun"
                                    + " it, or roll it back");
                }
                yield job;
            }
            case KEPT -> same && isReached(job) ? job : after(job, lease);
            case RETURNING, BACK -> after(job, lease);
        };
    }

    /** What was written to one that is done is not asked for any more. */
    private Job after(Job done, Lease lease) throws CallFailed, Stopped {
        Discarding.ledgers(done, site);
        return anew(done.needs(), lease);
    }

    /** Else a ledger may tell of points that went with what was thrown away. */
    private boolean isMade(Job job) throws CallFailed {
        Set<String> there = names().collections();
        return job.targets().stream().allMatch(target -> there.contains(target.shadow()))
                && job.legs().stream()
                        .flatMap(leg -> leg.copy().stream())
                        .allMatch(copy -> there.contains(copy.name()));
    }

    private boolean isReached(Job job) throws CallFailed {
        Names names = names();
        return job.targets().stream()
                .allMatch(target -> target.shadow().equals(names.aliases().get(target.name())));
    }

    private Job anew(Set<String> kept, Lease lease) throws CallFailed, Stopped {
        try (Lease desk = desk()) {
            Job job = new Drafting(site, recipe).job(kept);
            desk.keep();
            lease.put(job);
            return job;
        }
    }

    private Job at(Job job, Stage stage, Lease lease) throws CallFailed, Stopped {
        Job changed = job.at(stage);
        lease.put(changed);
        return changed;
    }

    private Lanes lanes(Job job) throws CallFailed {
        return Lanes.of(site, job, recipe, options.tolerance(), transform(job));
    }

    private Transform transform(Job job) throws CallFailed {
        Transform transform = Transform.of(recipe, codes);
        Optional<CollectionConfig> like = like(job);
        if (like.isPresent()) {
            Set<String> carried = Carried.of(like.get(), recipe.into().get(0));
            for (Target target : job.targets()) {
                transform = carried.isEmpty() ? transform : transform.carrying(target.name(), carried);
            }
        }
        return transform;
    }

    /** The source that tells what else a target is to have. */
    private Optional<CollectionConfig> like(Job job) throws CallFailed {
        String source = job.legs().get(0).source();
        return names().collections().contains(source) ? Optional.of(info(source).getConfig()) : Optional.empty();
    }

    private CollectionInfo info(String collection) throws CallFailed {
        return site.calls().answer(site.client().getCollectionInfoAsync(collection));
    }

    private Job copied(Job job, Lanes lanes, Lease lease) throws CallFailed, Stopped, TransformFailed {
        if (options.fence().isEmpty() && job.legs().stream().anyMatch(leg -> leg.isLegacy() && isLeft(leg, job))) {
            throw new Stopped(
                    "writes to the collection's own name cannot be held back by the server; give a write fence,"
                            + " or say that nobody else writes: RebuildOptions.fencedBy(…) or nobodyElseWrites()");
        }
        prepare(job);
        takeBackUntold(lanes, lease);
        catchUp(lanes, lease);
        prove(job, lanes, lease);
        return switched(job, lanes, lease);
    }

    /** Whether its name leads to something else afterwards, or is not to be used any more. */
    private static boolean isLeft(Leg leg, Job job) {
        return leg.copy().isPresent()
                || job.targets().stream().noneMatch(target -> target.name().equals(leg.name()));
    }

    private void prepare(Job job) throws CallFailed, Stopped {
        CollectionConfig like = like(job)
                .orElseThrow(() -> new Stopped(
                        "there is no collection " + job.legs().get(0).source() + " any more"));
        for (Leg leg : job.legs()) {
            site.ledger(leg.ledger()).make();
            if (leg.copy().isPresent()) {
                site.ledger(leg.copy().get().ledger()).make();
                site.shelf().createLike(leg.copy().get().name(), leg.source());
                requireShadow(leg.copy().get().name());
            }
        }
        for (Target target : job.targets()) {
            VectorCollection into = physical(target);
            site.shelf().create(into, like);
            requireShadow(target.shadow());
            site.shelf().index(into.name(), indexes(job, into));
        }
    }

    /** Where several collections have one over the same field, that of the first. */
    private Map<String, PayloadSchemaInfo> indexes(Job job, VectorCollection into) throws CallFailed {
        var indexes = new HashMap<String, PayloadSchemaInfo>();
        for (Leg leg : job.legs()) {
            CarriedIndexes.of(info(leg.source()).getPayloadSchemaMap(), recipe, into)
                    .forEach(indexes::putIfAbsent);
        }
        return indexes;
    }

    private void requireShadow(String name) throws CallFailed, Stopped {
        if (!site.shelf().state(name).equals(Optional.of(State.SHADOW))) {
            throw new Stopped("there is a collection " + name + " which is none that is being built");
        }
    }

    private VectorCollection physical(Target target) {
        VectorCollection into = recipe.into().stream()
                .filter(one -> one.name().equals(target.name()))
                .findFirst()
                .orElseThrow();
        return new VectorCollection(target.shadow(), into.version(), into.shape());
    }

    private void takeBackUntold(Lanes lanes, Lease lease) throws CallFailed, Stopped {
        for (String shadow : lanes.shadows()) {
            new UntoldCopies(site, shadow, lanes.ledgersOf(shadow), steering(shadow, lease))
                    .takeBack(lanes.tolerances(shadow));
        }
    }

    private void catchUp(Lanes lanes, Lease lease) throws CallFailed, Stopped, TransformFailed {
        long before = Long.MAX_VALUE;
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            long changes = pass(lanes, lease);
            if (changes <= FEW || (pass > 2 && changes > before / 2)) {
                return;
            }
            before = changes;
        }
    }

    private long pass(Lanes lanes, Lease lease) throws CallFailed, Stopped, TransformFailed {
        long changes = 0;
        for (Lane lane : lanes.all()) {
            changes += new CopyPass(site, lane, steering(lane.source(), lease)).run();
        }
        return changes;
    }

    private Steering steering(String collection, Lease lease) throws CallFailed {
        return new Steering(
                lease, watch, new Pace(site.clock(), options.pointsPerSecond()), options.batch(), count(collection));
    }

    private long count(String collection) throws CallFailed {
        return site.calls().answer(site.client().countAsync(collection));
    }

    private void prove(Job job, Lanes lanes, Lease lease) throws CallFailed, Stopped {
        for (String shadow : lanes.shadows()) {
            ShadowProof.Differences differences = new ShadowProof(
                            site, shadow, lanes.ledgersOf(shadow), lanes.tolerances(shadow))
                    .run(steering(shadow, lease));
            if (differences.count() > 0) {
                throw unproven(shadow, differences.words());
            }
        }
        if (options.recall().isPresent()) {
            refuseForgetting(job, options.recall().get());
        }
    }

    private void refuseForgetting(Job job, RebuildOptions.Recall wanted) throws CallFailed, Stopped {
        var sources = new HashMap<String, String>();
        var shapes = new ArrayList<CollectionShape>();
        for (Leg leg : job.legs()) {
            sources.put(leg.name(), leg.source());
            shapes.add(there.collection(leg.source()).orElseThrow().shape());
        }
        List<Finding> findings = new SampleCheck(
                        new SampleCheck.Place(site.client(), site.calls(), sources),
                        new SampleCheck.Place(site.client(), site.calls(), job.shadows()),
                        recipe,
                        shapes)
                .recall(wanted).stream()
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .toList();
        if (!findings.isEmpty()) {
            throw unproven(
                    Drafting.key(recipe),
                    findings.stream().map(Finding::sentence).collect(Collectors.joining("\n  ")));
        }
    }

    private static Stopped unproven(String where, String how) {
        return new Stopped("what arrived in " + where + " is not what was sent: " + how
                + ".\n  Nothing leads there. Roll it back and run again");
    }

    private Job switched(Job job, Lanes lanes, Lease lease) throws CallFailed, Stopped, TransformFailed {
        if (options.fence().isEmpty()) {
            pass(lanes, lease);
            return led(withAliases(job), lease);
        }
        WriteFence fence = options.fence().get();
        fence.hold();
        try {
            pass(lanes, lease);
            Job named = withAliases(job);
            for (Leg leg : named.legs()) {
                if (leg.copy().isPresent()) {
                    giveUpName(named, leg, lease);
                }
            }
            return led(named, lease);
        } finally {
            fence.release();
        }
    }

    /** Also those that somebody made meanwhile; they would go with the collection, or lead to what is not written any more. */
    private Job withAliases(Job job) throws CallFailed, Stopped {
        Job named = job.at(names());
        Drafting.refuseSharedAliases(named);
        return named;
    }

    /** From here on until its alias is there the name leads nowhere. */
    private void giveUpName(Job job, Leg leg, Lease lease) throws CallFailed, Stopped {
        String copy = leg.copy().orElseThrow().name();
        if (count(copy) != count(leg.source())) {
            throw unproven(copy, "it has " + count(copy) + " points of " + count(leg.source()));
        }
        at(job, Stage.SWITCHING, lease);
        state = nameless(job);
        site.shelf().delete(leg.source());
    }

    private Job led(Job job, Lease lease) throws CallFailed, Stopped {
        at(job, Stage.SWITCHING, lease);
        names().leadToNew(job, site);
        state = WHOLE;
        return at(job, Stage.SWITCHED, lease);
    }

    private void settle(Lanes lanes, Lease lease) throws CallFailed, Stopped, TransformFailed {
        Names names = names();
        List<Lane> open = lanes.main().stream()
                .filter(lane -> names.collections().contains(lane.source()))
                .toList();
        for (int pass = 0; pass < MOST_SETTLING; pass++) {
            long changes = 0;
            for (Lane lane : open) {
                changes += new Settling(site, lane, steering(lane.source(), lease)).run();
            }
            if (changes == 0) {
                return;
            }
        }
        throw new Stopped("somebody still writes to " + open.get(0).source() + " under that name; let them use "
                + Drafting.key(recipe));
    }

    /** What was built is on record as whole last of all, as that is how others know that all is done. */
    private void keep(Job job, Lease lease) throws CallFailed, Stopped {
        Names names = names();
        for (Target target : job.targets()) {
            unmark(target.shadow(), lease);
        }
        for (Leg leg : job.legs()) {
            if (names.collections().contains(leg.before())) {
                lease.keep();
                site.shelf().keep(leg.before());
            }
            if (leg.copy().isPresent()) {
                unmark(leg.copy().get().name(), lease);
                Discarding.ledger(leg.copy().get().ledger(), site);
            }
        }
        for (Target target : job.targets()) {
            lease.keep();
            site.shelf().record(physical(target));
        }
        at(job, Stage.KEPT, lease);
    }

    private void unmark(String collection, Lease lease) throws CallFailed, Stopped {
        lease.keep();
        Writes.unmark(collection, site);
    }
}
