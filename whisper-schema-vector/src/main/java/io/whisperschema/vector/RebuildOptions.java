package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import io.whisperschema.stability.Beta;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How collections are built anew beside the old ones.
 *
 * <p>Writes that clients make meanwhile are found and brought over. With a fence, writes wait while the names are switched, and
 * none is seen late. Without one, what was written in the last moment before the switch is there again a moment after it; until
 * then a search does not find it and a change of its payload is refused. Of two writes to one point, one just before the switch
 * and one just after, the later wins, but for three cases: a point that was new and is deleted comes back, of two changes of the
 * same list, object or vector the earlier may stay, and where the one before wrote null to a field, another field may too. A collection whose own name must become an alias is away for a moment, so
 * it needs a fence, or that nobody else writes.
 *
 * @param fence how writes are held back during the switch
 * @param pointsPerSecond how many points are copied in a second at most
 * @param batch how many points are made at a time
 * @param tolerance by how much an element of a vector of length 1 may differ from what was written
 * @param recall how many neighbours must be found again; not looked at when absent
 * @param halfMade what becomes of one that an earlier run left half-made
 * @param lease for how long one who has died keeps others out
 * @param rehearsed how many points of each collection a rehearsal takes
 * @param before what is done before anything changes
 */
@Beta("never run against a real server")
public record RebuildOptions(
        Optional<WriteFence> fence,
        OptionalInt pointsPerSecond,
        int batch,
        double tolerance,
        Optional<Recall> recall,
        HalfMade halfMade,
        Duration lease,
        int rehearsed,
        Before before) {
    private static final String PLACE = "rebuild";

    public RebuildOptions {
        requireNonNull(fence);
        requireNonNull(pointsPerSecond);
        requireNonNull(recall);
        requireNonNull(halfMade);
        requireNonNull(lease);
        requireNonNull(before);
        Checks.that(batch > 0, PLACE, "a batch is of " + batch + " points", "Take one or more.");
        Checks.that(pointsPerSecond.orElse(1) > 0, PLACE, "it may copy no point", "Take one or more in a second.");
        Checks.that(tolerance > 0, PLACE, "its tolerance is " + tolerance, "Take a little more than 0.");
        Checks.that(!lease.isNegative() && !lease.isZero(), PLACE, "its lease is " + lease, "Take some seconds.");
        Checks.that(rehearsed > 0, PLACE, "it rehearses no point", "Take one or more.");
    }

    /** What becomes of a rebuild that an earlier run left half-made. */
    public enum HalfMade {
        /** It goes on where that one was. */
        GONE_ON_WITH,
        /** What is copied is thrown away, and it begins anew. */
        ROLLED_BACK
    }

    /** What is done before anything changes. */
    public enum Before {
        /** Nothing: what was before is kept beside, but for what is dropped in place. */
        NOTHING,
        /** The server takes a snapshot of each collection, which stays until the host deletes it. */
        SNAPSHOT
    }

    /**
     * How many neighbours must be found again.
     *
     * @param points of how many points
     * @param nearest how many neighbours of each
     * @param atLeast what part of them, 0 to 1
     */
    public record Recall(int points, int nearest, double atLeast) {
        public Recall {
            Checks.that(points > 0 && nearest > 0, "recall", "it looks at nothing", "Take one or more.");
            Checks.that(atLeast >= 0 && atLeast <= 1, "recall", "it asks for " + atLeast, "Take 0 to 1.");
        }
    }

    /** No fence and no limit; what is half-made is gone on with. */
    public static RebuildOptions careful() {
        return new RebuildOptions(
                Optional.empty(),
                OptionalInt.empty(),
                256,
                1e-4,
                Optional.empty(),
                HalfMade.GONE_ON_WITH,
                Duration.ofSeconds(30),
                200,
                Before.NOTHING);
    }

    /** The host holds back its writes when asked, and no others write. */
    public RebuildOptions fencedBy(WriteFence fence) {
        return with(Optional.of(fence));
    }

    /** Nobody writes to these collections as long as they are rebuilt. */
    public RebuildOptions nobodyElseWrites() {
        return with(Optional.of(new Quiet()));
    }

    private record Quiet() implements WriteFence {
        @Override
        public void hold() {}

        @Override
        public void release() {}
    }

    private RebuildOptions with(Optional<WriteFence> changed) {
        return new RebuildOptions(
                changed, pointsPerSecond, batch, tolerance, recall, halfMade, lease, rehearsed, before);
    }

    /** At most so many points in a second. */
    public RebuildOptions atMost(int pointsPerSecond) {
        return new RebuildOptions(
                fence, OptionalInt.of(pointsPerSecond), batch, tolerance, recall, halfMade, lease, rehearsed, before);
    }

    /** So many points at a time. */
    public RebuildOptions inBatchesOf(int points) {
        return new RebuildOptions(
                fence, pointsPerSecond, points, tolerance, recall, halfMade, lease, rehearsed, before);
    }

    /** Elements of vectors of length 1 may differ by that from what was written. */
    public RebuildOptions tolerating(double difference) {
        return new RebuildOptions(
                fence, pointsPerSecond, batch, difference, recall, halfMade, lease, rehearsed, before);
    }

    /** Of so many points at least that part of the nearest must be found again. */
    public RebuildOptions findingAgain(Recall wanted) {
        return new RebuildOptions(
                fence, pointsPerSecond, batch, tolerance, Optional.of(wanted), halfMade, lease, rehearsed, before);
    }

    /** What an earlier run left half-made is thrown away first. */
    public RebuildOptions rollingBackHalfMade() {
        return new RebuildOptions(
                fence, pointsPerSecond, batch, tolerance, recall, HalfMade.ROLLED_BACK, lease, rehearsed, before);
    }

    /** One who has died keeps others out for that long. */
    public RebuildOptions leasedFor(Duration time) {
        return new RebuildOptions(fence, pointsPerSecond, batch, tolerance, recall, halfMade, time, rehearsed, before);
    }

    /** A rehearsal takes so many points of each collection. */
    public RebuildOptions rehearsing(int points) {
        return new RebuildOptions(fence, pointsPerSecond, batch, tolerance, recall, halfMade, lease, points, before);
    }

    /** The server takes a snapshot of each collection first, also of those that are changed in place. */
    public RebuildOptions takingSnapshots() {
        return new RebuildOptions(
                fence, pointsPerSecond, batch, tolerance, recall, halfMade, lease, rehearsed, Before.SNAPSHOT);
    }
}
