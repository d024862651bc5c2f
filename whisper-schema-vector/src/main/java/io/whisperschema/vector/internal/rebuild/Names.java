package io.whisperschema.vector.internal.rebuild;

import io.grpc.Status;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Job.Leg;
import io.whisperschema.vector.internal.rebuild.Job.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which collection each name of a server leads to.
 *
 * @param aliases the collection behind each alias
 * @param collections the collections
 */
record Names(Map<String, String> aliases, Set<String> collections) {
    static Names of(Site site) throws CallFailed {
        var aliases = new TreeMap<String, String>();
        for (AliasDescription alias : site.calls().answer(site.client().listAliasesAsync())) {
            aliases.put(alias.getAliasName(), alias.getCollectionName());
        }
        return new Names(
                aliases, new TreeSet<>(site.calls().answer(site.client().listCollectionsAsync())));
    }

    /** The collection that a name leads to. */
    String behind(String name) throws Stopped {
        String found = aliases.getOrDefault(name, name);
        if (!collections.contains(found)) {
            throw new Stopped("there is no collection " + name);
        }
        return found;
    }

    /** The other names of a collection. */
    List<String> aliasesOf(String collection) {
        return aliases.entrySet().stream()
                .filter(alias -> alias.getValue().equals(collection))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The name, or where it is taken the same with the next free number. */
    String free(String name) {
        String free = name;
        for (int number = 2; collections.contains(free) || aliases.containsKey(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    /** Whether some of the names of a rebuild lead to what was built, or nowhere as the old collection is gone. */
    boolean haveBegunToLeadTo(Job job) {
        return job.targets().stream().anyMatch(target -> target.shadow().equals(aliases.get(target.name())))
                || job.legs().stream().anyMatch(leg -> leg.copy().isPresent() && !collections.contains(leg.source()));
    }

    /** Whether a name of a rebuild leads nowhere, as the old collection is gone. */
    boolean leadNowhere(Job job) {
        return job.legs().stream()
                .anyMatch(leg -> !collections.contains(aliases.getOrDefault(leg.name(), leg.name()))
                        && leg.copy().isPresent());
    }

    /** Whether all names of a rebuild lead to what was before. */
    boolean leadBack(Job job) {
        return job.legs().stream().allMatch(leg -> leg.before().equals(aliases.getOrDefault(leg.name(), leg.name())))
                && job.targets().stream().noneMatch(target -> target.shadow().equals(aliases.get(target.name())));
    }

    /** Lets all names of a rebuild lead to what was built, in one call. */
    void leadToNew(Job job, Site site) throws CallFailed {
        var actions = new ArrayList<AliasOperations>();
        job.targets().forEach(target -> actions.add(create(target.name(), target.shadow())));
        Set<String> wanted = new TreeSet<>(job.shadows().keySet());
        for (Leg leg : job.legs()) {
            successor(leg, job)
                    .ifPresent(target -> leg.aliases().stream()
                            .filter(alias -> !wanted.contains(alias))
                            .forEach(alias -> actions.add(create(alias, target.shadow()))));
            if (!wanted.contains(leg.name()) && aliases.containsKey(leg.name())) {
                actions.add(delete(leg.name()));
            }
        }
        apply(actions, site);
    }

    /** What the other names of a collection lead to: the only target, or the one that takes its name. */
    static Optional<Target> successor(Leg leg, Job job) {
        return job.targets().stream()
                .filter(target -> job.targets().size() == 1 || target.name().equals(leg.name()))
                .findFirst();
    }

    /** Lets all names of a rebuild lead to what was before, in one call. */
    void leadToOld(Job job, Site site) throws CallFailed {
        var actions = new ArrayList<AliasOperations>();
        Set<String> before = new TreeSet<>();
        for (Leg leg : job.legs()) {
            before.add(leg.name());
            if (!leg.name().equals(leg.before())) {
                actions.add(create(leg.name(), leg.before()));
            }
            leg.aliases().forEach(alias -> actions.add(create(alias, leg.before())));
        }
        for (Target target : job.targets()) {
            if (!before.contains(target.name()) && target.shadow().equals(aliases.get(target.name()))) {
                actions.add(delete(target.name()));
            }
            if (job.legs().size() == 1) {
                Leg leg = job.legs().get(0);
                aliasesOf(target.shadow()).stream()
                        .filter(alias -> !job.shadows().containsKey(alias) && !leg.isReachedBy(alias))
                        .forEach(alias -> actions.add(create(alias, leg.before())));
            }
        }
        apply(actions, site);
    }

    private static void apply(List<AliasOperations> actions, Site site) throws CallFailed {
        if (!site.calls().answer(site.client().updateAliasesAsync(actions)).getResult()) {
            throw new CallFailed(Status.Code.UNKNOWN, "the server did not say that it is done");
        }
    }

    private static AliasOperations create(String alias, String collection) {
        return AliasOperations.newBuilder()
                .setCreateAlias(CreateAlias.newBuilder().setAliasName(alias).setCollectionName(collection))
                .build();
    }

    private static AliasOperations delete(String alias) {
        return AliasOperations.newBuilder()
                .setDeleteAlias(DeleteAlias.newBuilder().setAliasName(alias))
                .build();
    }
}
