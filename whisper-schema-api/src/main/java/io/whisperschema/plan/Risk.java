package io.whisperschema.plan;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What running a step may cost.
 *
 * @param dangers what can happen
 * @param lock the lock it takes, in the store's words, where others feel it
 */
public record Risk(Set<Danger> dangers, Optional<String> lock) {
    /** No danger and no lock that others feel. */
    public static final Risk NONE = new Risk(Set.of(), Optional.empty());

    public Risk {
        dangers = Set.copyOf(dangers);
        requireNonNull(lock);
    }

    /** What can happen when a step runs. */
    public enum Danger {
        /** Data goes that nothing brings back. */
        LOSES_DATA("loses data"),
        /** Values are written over, or nobody can tell what happens: worth a restore point, and nothing more is asked. */
        MAY_LOSE_DATA("may lose data"),
        /** A check, a foreign key or uniqueness goes and nothing takes its place; rows may break it from then on. */
        LOSES_RULE("gives up a rule that rows keep"),
        /** The store writes the whole table anew; slow when it is large. */
        REWRITES_TABLE("rewrites the table"),
        /** The store builds an index anew beside its other work; searches are slower or less exact meanwhile. */
        REBUILDS_IN_BACKGROUND("rebuilds an index in the background"),
        /** The store builds a collection anew beside the old one, which takes its room once more; slow when it is large. */
        REBUILDS_BESIDE("rebuilds the collection beside the old one"),
        /** The entries of a cache are written anew one by one, beside its other work; slow when they are many. */
        REWRITES_ENTRIES("rewrites entries one by one"),
        /** For a moment what it is about is not there; whoever reads it then gets an error. */
        INTERRUPTS_READERS("is away for a moment"),
        /** Rows that are there may not meet the new rule. */
        MAY_FAIL_ON_ROWS("may fail on existing rows");

        private final String words;

        Danger(String words) {
            this.words = words;
        }
    }

    /** That danger alone. */
    public static Risk of(Danger danger) {
        return NONE.with(danger);
    }

    /** That danger too. */
    public Risk with(Danger danger) {
        EnumSet<Danger> more = EnumSet.of(danger);
        more.addAll(dangers);
        return new Risk(more, lock);
    }

    /** Under that lock. */
    public Risk under(String lock) {
        return new Risk(dangers, Optional.of(lock));
    }

    /** Whether data goes that nothing brings back. */
    public boolean losesData() {
        return dangers.contains(Danger.LOSES_DATA);
    }

    /** Whether a restore point is worth its time: data goes, is written over, or nobody can tell. */
    public boolean mayLoseData() {
        return losesData() || dangers.contains(Danger.MAY_LOSE_DATA);
    }

    /** The risk in words; empty where there is none. */
    public String text() {
        return Stream.concat(
                        dangers.stream().sorted().map(danger -> danger.words),
                        lock.stream().map(name -> "takes " + name))
                .collect(Collectors.joining(", "));
    }
}
