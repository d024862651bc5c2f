package io.whisperschema.cache;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a script can know of a list's entries without reading them: how they begin. Thread-safe. */
final class EntryForms {
    private static final Instant MOMENT = Instant.EPOCH;

    private final MessageCodec codec;
    private final byte[] ownBeginning;

    EntryForms(MessageCodec codec) {
        this.codec = codec;
        this.ownBeginning = common(
                codec.encode(UniversalMessage.of("a", "u", "", MOMENT)),
                codec.encode(UniversalMessage.of("b".repeat(70), "v", "text", MOMENT.plusSeconds(1))
                        .in("c")));
    }

    private static byte[] common(byte[] one, byte[] other) {
        int difference = Arrays.mismatch(one, other);
        return difference < 0 ? one : Arrays.copyOf(one, difference);
    }

    /**
     * What all begin with that the codec writes. Of an entry that begins so it is certain by its beginning alone whether it is of an
     * id; others must be read.
     */
    byte[] ownBeginning() {
        return ownBeginning.clone();
    }

    /** What entries of an id begin with, unless that is not enough to know those that the codec writes. */
    Optional<List<byte[]>> known(String messageId) {
        List<byte[]> beginnings = codec.beginnings(messageId);
        byte[] own = codec.encode(UniversalMessage.of(messageId, "u", "", MOMENT));
        return ownBeginning.length > 0 && beginnings.stream().anyMatch(beginning -> beginsWith(own, beginning))
                ? Optional.of(beginnings)
                : Optional.empty();
    }

    private static boolean beginsWith(byte[] entry, byte[] beginning) {
        return entry.length >= beginning.length
                && Arrays.equals(entry, 0, beginning.length, beginning, 0, beginning.length);
    }
}
