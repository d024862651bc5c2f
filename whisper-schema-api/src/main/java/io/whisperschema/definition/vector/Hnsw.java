package io.whisperschema.definition.vector;

import io.whisperschema.internal.Checks;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the index over a space is built; what is absent is left to the server.
 *
 * @param m edges per node; 0 builds no index
 * @param efConstruct neighbours looked at while building, 4 or more
 * @param fullScanThreshold up to how many kilobytes a scan is preferred
 * @param placement where the index is kept
 */
public record Hnsw(
        OptionalInt m, OptionalInt efConstruct, OptionalInt fullScanThreshold, Optional<Placement> placement) {
    /** All left to the server. */
    public static final Hnsw SERVERS_CHOICE =
            new Hnsw(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    public Hnsw {
        atLeast("m", m, 0);
        atLeast("efConstruct", efConstruct, 4);
        atLeast("fullScanThreshold", fullScanThreshold, 0);
    }

    /** An index with that many edges per node, built looking at that many neighbours. */
    public static Hnsw of(int m, int efConstruct) {
        return new Hnsw(OptionalInt.of(m), OptionalInt.of(efConstruct), OptionalInt.empty(), Optional.empty());
    }

    /** Scanning up to that many kilobytes. */
    public Hnsw fullScanUpTo(int kilobytes) {
        return new Hnsw(m, efConstruct, OptionalInt.of(kilobytes), placement);
    }

    /** Kept there. */
    public Hnsw keptIn(Placement placement) {
        return new Hnsw(m, efConstruct, fullScanThreshold, Optional.of(placement));
    }

    private static void atLeast(String name, OptionalInt value, int least) {
        value.ifPresent(
                number -> Checks.that(number >= least, "hnsw", name + " is " + number, "Give " + least + " or more."));
    }
}
