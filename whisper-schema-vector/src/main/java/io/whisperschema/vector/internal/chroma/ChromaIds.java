package io.whisperschema.vector.internal.chroma;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids of records as UUIDs, which is what Qdrant takes. An id that is a UUID as it is usually written, in small letters with
 * four hyphens, stays it; every other one becomes the UUID of version 5 (RFC 9562) of its UTF-8 bytes in {@link #NAMESPACE}.
 * The same id becomes the same UUID on every machine and in every release.
 */
public final class ChromaIds {
    /** The namespace of ids from ChromaDB: version 5 of {@code https://whisperschema.io/chroma} in the namespace of URLs. */
    static final UUID NAMESPACE =
            versionFive(UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "https://whisperschema.io/chroma");

    private ChromaIds() {}

    /**
     * A record's id, and what it is elsewhere.
     *
     * @param uuid its UUID
     * @param original what ChromaDB calls it
     */
    public record PointId(UUID uuid, String original) {
        /** Whether the original has to be kept beside the UUID. */
        public boolean isDerived() {
            return !uuid.toString().equals(original);
        }
    }

    /** That id of ChromaDB, elsewhere. */
    public static PointId of(String original) {
        return new PointId(uuid(original), original);
    }

    private static UUID uuid(String original) {
        return written(original).orElseGet(() -> versionFive(NAMESPACE, original));
    }

    /** The UUID of which that is the usual way to write it, in small letters with four hyphens. */
    static Optional<UUID> written(String text) {
        try {
            return Optional.of(UUID.fromString(text))
                    .filter(uuid -> uuid.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The UUID of version 5 of a name in a namespace. */
    static UUID versionFive(UUID namespace, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(16 + text.length);
        bytes.putLong(namespace.getMostSignificantBits());
        bytes.putLong(namespace.getLeastSignificantBits());
        bytes.put(text);
        ByteBuffer hash = ByteBuffer.wrap(sha1(bytes.array()));
        long most = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
        long least = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
