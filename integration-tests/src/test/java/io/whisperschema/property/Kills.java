package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Kills of a program that says its moments, counted: one that comes when the program is at its end has hit nobody. */
final class Kills {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NANOSECONDS = 3_000_000;

    /** Another seed is another case, and few kills come too late. */
    private static final int CHANCES = 20;

    private static final long NEXT = 1_000_000;

    private final Class<?> program;
    private final List<String> endings;
    private int happened;

    private Kills(Class<?> program, List<String> endings) {
        this.program = program;
        this.endings = endings;
    }

    /** Kills of that program, which says one of these words when it ends by itself. */
    static Kills of(Class<?> program, String... endings) {
        return new Kills(program, List.of(endings));
    }

    /** Something that holds whenever the program is killed. */
    interface Case {
        /** Whether the program was killed, rather than at its end before; then it holds or fails. */
        boolean isOfAKill(long seed, int size) throws Exception;
    }

    /** Tries that many kills that hit. */
    void hold(int cases, Case each) {
        Property.holds(cases, (seed, size) -> untilOneIsKilled(each, seed, size));
        assertThat(happened).as("kills that hit").isEqualTo(cases);
    }

    private static void untilOneIsKilled(Case each, long seed, int size) throws Exception {
        for (int chance = 0; chance < CHANCES; chance++) {
            if (each.isOfAKill(seed + chance * NEXT, size)) {
                return;
            }
        }
        throw new AssertionError("Each of " + CHANCES + " kills came too late.");
    }

    /** Whether the program died at that moment or shortly after it, rather than came to its end. */
    boolean isKilled(Chance chance, String moment, Stream<String> arguments) {
        String[] all = arguments.toArray(String[]::new);
        boolean killed = chance.toss() ? haltsAt(moment, all) : isStruckAfter(moment, chance.below(NANOSECONDS), all);
        happened += killed ? 1 : 0;
        return killed;
    }

    private boolean haltsAt(String moment, String... arguments) {
        try (ChildJvm child = ChildJvm.of(program).haltingAt(moment).start(arguments)) {
            boolean killed = isDead(child);
            assertThat(child.output().contains(Moments.said(moment))).isEqualTo(killed);
            return killed;
        }
    }

    /** The moment itself is the child's; when exactly the signal comes after it nobody decides. */
    private boolean isStruckAfter(String moment, int nanoseconds, String... arguments) {
        try (ChildJvm child = ChildJvm.of(program).start(arguments)) {
            if (isHeard(child, moment)) {
                long due = System.nanoTime() + nanoseconds;
                while (System.nanoTime() < due) {
                    Thread.onSpinWait();
                }
                child.kill();
            }
            return isDead(child);
        }
    }

    private boolean isHeard(ChildJvm child, String moment) {
        try {
            child.awaitLine(Moments.said(moment), PATIENCE);
            return true;
        } catch (AssertionError ended) {
            assertThat(hasEnded(child)).as(said(child)).isTrue();
            return false;
        }
    }

    /** Whether it was killed in the middle; else it has to have ended by itself, as it should. */
    private boolean isDead(ChildJvm child) {
        int exit = child.waitFor(PATIENCE);
        if (hasEnded(child)) {
            return false;
        }
        assertThat(exit).as(said(child)).isEqualTo(KillPoint.EXIT_CODE);
        return true;
    }

    private boolean hasEnded(ChildJvm child) {
        return child.output().stream().anyMatch(endings::contains);
    }

    private static String said(ChildJvm child) {
        return String.join("\n", child.output());
    }
}
