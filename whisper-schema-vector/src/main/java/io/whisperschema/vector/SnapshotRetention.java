package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which snapshots stay. The newest one that is not empty always does, and so does one whose time is not known.
 *
 * @param newest how many of the newest stay
 * @param since those that are no older than this stay too, if given
 */
public record SnapshotRetention(int newest, Optional<Instant> since) {
    public SnapshotRetention {
        if (newest < 1) {
            throw new IllegalArgumentException("at least the newest snapshot stays, so keep 1 or more");
        }
        requireNonNull(since);
    }

    /** So many of the newest. */
    public static SnapshotRetention keeping(int newest) {
        return new SnapshotRetention(newest, Optional.empty());
    }

    /** And all that are no older than that. */
    public SnapshotRetention andSince(Instant moment) {
        return new SnapshotRetention(newest, Optional.of(moment));
    }

    /** Those of all that do not stay, oldest first. */
    public List<StoredSnapshot> outdated(List<StoredSnapshot> all) {
        List<StoredSnapshot> newestFirst = all.stream()
                .filter(snapshot -> snapshot.created().isPresent())
                .sorted(Comparator.comparing(SnapshotRetention::time)
                        .thenComparing(StoredSnapshot::name)
                        .reversed())
                .toList();
        Optional<StoredSnapshot> lastGood =
                newestFirst.stream().filter(snapshot -> snapshot.size() > 0).findFirst();
        return newestFirst.stream()
                .skip(newest)
                .filter(snapshot -> !lastGood.equals(Optional.of(snapshot)))
                .filter(snapshot -> since.map(time(snapshot)::isBefore).orElse(true))
                .sorted(Comparator.comparing(SnapshotRetention::time))
                .toList();
    }

    private static Instant time(StoredSnapshot snapshot) {
        return snapshot.created().orElseThrow();
    }
}
