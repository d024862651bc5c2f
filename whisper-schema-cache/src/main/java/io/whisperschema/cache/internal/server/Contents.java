package io.whisperschema.cache.internal.server;

import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.internal.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What an entry holds, as a number that does not depend on the order of what has none. Not thread-safe. */
final class Contents {
    private static final BigInteger BOUND = BigInteger.ONE.shiftLeft(256);

    private BigInteger sum = BigInteger.ZERO;

    void add(EntryPart part) {
        MessageDigest digest = Sha256.digest();
        digest.update(part.type().text().getBytes(StandardCharsets.UTF_8));
        add(digest, part.place());
        part.elements().forEach(element -> add(digest, element));
        sum = sum.add(new BigInteger(1, digest.digest())).mod(BOUND);
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    BigInteger sum() {
        return sum;
    }
}
