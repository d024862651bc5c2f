package io.whisperschema.definition.vector;

import io.whisperschema.internal.Checks;
import java.util.OptionalInt;

/**
 * How a collection is spread over a cluster; what is absent is left to the server.
 *
 * @param shards into how many parts it is cut
 * @param replication how many copies of each part there are
 * @param writeConsistency how many copies must have a write before it counts
 */
public record Distribution(OptionalInt shards, OptionalInt replication, OptionalInt writeConsistency) {
    /** All left to the server. */
    public static final Distribution SERVERS_CHOICE =
            new Distribution(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    public Distribution {
        positive("shards", shards);
        positive("replication", replication);
        positive("write consistency", writeConsistency);
        Checks.that(
                writeConsistency.orElse(1) <= replication.orElse(Integer.MAX_VALUE),
                "distribution",
                "a write waits for " + writeConsistency.orElse(1) + " copies of " + replication.orElse(1),
                "Wait for no more copies than there are.");
    }

    private static void positive(String name, OptionalInt value) {
        value.ifPresent(number -> Checks.that(number >= 1, "distribution", name + " is " + number, "Give 1 or more."));
    }
}
