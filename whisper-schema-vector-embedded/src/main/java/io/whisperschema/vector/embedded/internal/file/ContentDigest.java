package io.whisperschema.vector.embedded.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The SHA-256 of what a file holds, whatever its pages look like: the sums of rows tell nothing of a row that is missing
 * or of a configuration. It hands all on to another reader.
 */
final class ContentDigest implements Store.Reader {

    private final MessageDigest digest = Digests.sha256();
    private final Store.Reader next;

    ContentDigest(Store.Reader next) {
        this.next = next;
    }

    byte[] digest() {
        return digest.digest();
    }

    /** Each part with its length, so that no two contents look the same. */
    ContentDigest part(char kind, Object... parts) {
        digest.update((byte) kind);
        for (Object part : parts) {
            byte[] bytes = bytes(part);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return this;
    }

    private static byte[] bytes(Object part) {
        if (part instanceof byte[] bytes) {
            return bytes;
        }
        return part instanceof Number number
                ? ByteBuffer.allocate(8).putLong(number.longValue()).array()
                : part.toString().getBytes(UTF_8);
    }

    @Override
    public void collection(int collection, String name, byte[] config) {
        part('c', collection, name, config);
        next.collection(collection, name, config);
    }

    @Override
    public void index(String field, byte[] schema) {
        part('i', field, schema);
        next.index(field, schema);
    }

    @Override
    public void point(int slot, Object id, long version, byte[] payload) {
        part('p', slot, id, version, payload);
        next.point(slot, id, version, payload);
    }

    @Override
    public void space(int space, String name) {
        part('s', space, name);
        next.space(space, name);
    }

    @Override
    public void vector(int slot, byte[] data) {
        part('v', slot, data);
        next.vector(slot, data);
    }

    @Override
    public void collectionEnds() {
        next.collectionEnds();
    }

    @Override
    public void alias(String alias, int collection) {
        part('a', alias, collection);
        next.alias(alias, collection);
    }
}
