package io.whisperschema.vector.internal.rebuild;

import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Job.Copy;
import io.whisperschema.vector.internal.rebuild.Job.Leg;
import io.whisperschema.vector.internal.rebuild.Job.Stage;
import io.whisperschema.vector.internal.rebuild.Job.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of a recipe which collections it needs, by the names that are free. */
record Drafting(Site site, PointRecipe recipe) {
    private static final String NEXT = "__v";

    static String key(PointRecipe recipe) {
        return String.join(
                "+", recipe.into().stream().map(VectorCollection::name).sorted().toList());
    }

    static String fingerprint(PointRecipe recipe) {
        return Job.id(recipe.toString()).toString();
    }

    Job job(Set<String> kept) throws CallFailed, Stopped {
        Names names = Names.of(site);
        List<Job> others = site.jobs().all();
        refuseAtWork(others, names);
        var targets = new ArrayList<Target>();
        for (VectorCollection into : recipe.into()) {
            targets.add(new Target(
                    into.name(), names.free(into.name() + NEXT + into.version().orElse("1"))));
        }
        var legs = new ArrayList<Leg>();
        for (String from : recipe.from()) {
            legs.add(leg(from, names, targets));
        }
        for (Target target : targets) {
            refuseTaken(target.name(), names, legs);
        }
        Job job = new Job(key(recipe), fingerprint(recipe), Stage.COPYING, legs, targets, kept, after(others));
        refuseSharedAliases(job);
        return job;
    }

    private static long after(List<Job> others) {
        return 1 + others.stream().mapToLong(Job::number).max().orElse(0);
    }

    /** An alias leads to one collection: where several take another's place, to the one of its name. */
    static void refuseSharedAliases(Job job) throws Stopped {
        for (Leg leg : job.legs()) {
            for (String alias : leg.aliases()) {
                if (Names.successor(leg, job).isEmpty() && !job.shadows().containsKey(alias)) {
                    throw new Stopped("alias " + alias + " leads to " + leg.source()
                            + ", whose points go into several collections; delete it, or let it lead elsewhere");
                }
            }
        }
    }

    private Leg leg(String name, Names names, List<Target> targets) throws CallFailed, Stopped {
        String source = names.behind(name);
        String shadow = targets.get(0).shadow();
        boolean becomesAlias = targets.stream().anyMatch(target -> target.name().equals(source));
        Optional<Copy> copy = Optional.empty();
        if (becomesAlias) {
            String wanted = source + NEXT + site.shelf().version(source).orElse("0");
            String free = names.free(
                    targets.stream().anyMatch(target -> target.shadow().equals(wanted)) ? wanted + "_old" : wanted);
            copy = Optional.of(new Copy(free, Ledger.nameFor(free + " of " + source)));
        }
        return new Leg(name, source, Ledger.nameFor(shadow + " of " + source), copy, List.of()).at(names);
    }

    private static void refuseTaken(String name, Names names, List<Leg> legs) throws Stopped {
        boolean ours = legs.stream().anyMatch(leg -> leg.isReachedBy(name));
        if (!ours && (names.collections().contains(name) || names.aliases().containsKey(name))) {
            throw new Stopped("there is a collection " + name + " already, which is none of those that it is made of");
        }
    }

    /** Also where it reaches the same collection by another name: its writes would lead elsewhere when the other is done. */
    private void refuseAtWork(List<Job> others, Names names) throws Stopped {
        Set<String> ours = new HashSet<>(recipe.from());
        recipe.into().forEach(into -> ours.add(into.name()));
        for (String from : recipe.from()) {
            ours.add(names.behind(from));
        }
        for (Job job : others) {
            if (job.isAtWork()
                    && ours.stream().anyMatch(one -> job.speaksOf(one) || job.isMadeOf(one))
                    && !job.key().equals(key(recipe))) {
                throw new Stopped(
                        "another rebuild, of " + job.key() + ", has begun and is not done; end it or roll it back");
            }
        }
    }
}
