package io.whisperschema.cache;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.look.CacheLook;
import io.whisperschema.cache.internal.look.Dangers.Survival;
import io.whisperschema.definition.cache.CacheModel;
import io.whisperschema.finding.Finding;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much of a cache is looked at when it is validated, and what is expected of its server.
 *
 * @param atMost how many entries of each key family, all when absent
 * @param persistence whether entries are to survive a restart of the server
 */
public record EntryLook(OptionalLong atMost, Persistence persistence) {
    private static final long USUAL = 1000;

    public EntryLook {
        if (atMost.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "A sample of " + atMost.orElse(1) + " entries shows nothing; give 1 or more.");
        }
    }

    /** Whether entries are to survive a restart of the server. */
    public enum Persistence {
        /** They are. */
        EXPECTED,
        /** They need not: the cache begins empty then. */
        NOT_EXPECTED
    }

    /** A thousand entries of each family; those that a server lists first. */
    public static EntryLook sampled() {
        return sampled(USUAL);
    }

    /** So many entries of each family. */
    public static EntryLook sampled(long entries) {
        return new EntryLook(OptionalLong.of(entries), Persistence.NOT_EXPECTED);
    }

    /** Every entry. */
    public static EntryLook complete() {
        return new EntryLook(OptionalLong.empty(), Persistence.NOT_EXPECTED);
    }

    /** And entries are to survive a restart of the server. */
    public EntryLook expectingPersistence() {
        return new EntryLook(atMost, Persistence.EXPECTED);
    }

    List<Finding> at(Entries entries, CacheModel wanted) {
        return new CacheLook(entries, wanted)
                .findings(
                        atMost.orElse(Long.MAX_VALUE),
                        persistence == Persistence.EXPECTED ? Survival.WANTED : Survival.NOT_WANTED);
    }
}
