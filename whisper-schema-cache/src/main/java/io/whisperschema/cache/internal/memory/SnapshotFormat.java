package io.whisperschema.cache.internal.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.internal.Sha256;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@link Snapshot} as bytes: a line of JSON with format and version; when it was taken and the last lock's number, eight
 * bytes each; the entries in the order of their keys, each a byte for its type (1 list, 2 hash, 3 string, 4 set, 5 sorted set), its key, its deadline (eight
 * bytes) and its elements (their number, then each), where texts and elements stand behind their length of four bytes; a zero
 * byte; the SHA-256 of all that. All numbers have their highest byte first.
 */
final class SnapshotFormat {
    private static final int VERSION = 1;
    private static final Pattern HEADER =
            Pattern.compile("\\{\"format\":\"whisper-schema/memory-cache\",\"version\":([0-9]{1,9})}");
    private static final String FIRST_LINE =
            "{\"format\":\"whisper-schema/memory-cache\",\"version\":" + VERSION + "}\n";
    private static final int LONGEST_HEADER = 100;
    private static final int DIGEST = 32;
    private static final int END = 0;

    /** By the byte that each is written as, from 1 on. */
    private static final List<ValueType> TYPES =
            List.of(ValueType.LIST, ValueType.HASH, ValueType.STRING, ValueType.SET, ValueType.SORTED_SET);

    private SnapshotFormat() {}

    /** Why bytes are no snapshot: the end of a sentence about a file. */
    static final class Damage extends Exception {
        private static final long serialVersionUID = 1L;

        Damage(String what) {
            super(what);
        }
    }

    static void write(Snapshot snapshot, OutputStream file) throws IOException {
        MessageDigest digest = Sha256.digest();
        var out = new DataOutputStream(new DigestOutputStream(file, digest));
        out.write(FIRST_LINE.getBytes(UTF_8));
        out.writeLong(snapshot.at());
        out.writeLong(snapshot.lastToken());
        for (Map.Entry<String, Held> entry : snapshot.entries().entrySet()) {
            write(entry.getKey(), entry.getValue(), out);
        }
        out.writeByte(END);
        out.flush();
        file.write(digest.digest());
    }

    private static void write(String key, Held held, DataOutputStream out) throws IOException {
        out.writeByte(1 + TYPES.indexOf(held.type()));
        write(key.getBytes(UTF_8), out);
        out.writeLong(held.deadline());
        out.writeInt(held.elements().size());
        for (byte[] element : held.elements()) {
            write(element, out);
        }
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * @param size how many bytes there are
     */
    static Snapshot read(InputStream file, long size) throws IOException, Damage {
        return new Reading(file, size).snapshot();
    }

    private static final class Reading {
        private final InputStream file;
        private final MessageDigest digest = Sha256.digest();
        private final DataInputStream in;
        private long left;

        Reading(InputStream file, long size) {
            this.file = file;
            in = new DataInputStream(new DigestInputStream(file, digest));
            left = size - DIGEST;
        }

        Snapshot snapshot() throws IOException, Damage {
            header();
            long at = number(Long.BYTES);
            long lastToken = number(Long.BYTES);
            var entries = new TreeMap<String, Held>();
            for (int type = (int) number(1); type != END; type = (int) number(1)) {
                String key = new String(bytes(), UTF_8);
                entries.put(key, held(type));
            }
            isWhole();
            return new Snapshot(at, lastToken, entries);
        }

        private void header() throws IOException, Damage {
            var line = new StringBuilder();
            for (int character = (int) number(1); character != '\n'; character = (int) number(1)) {
                if (line.append((char) character).length() == LONGEST_HEADER) {
                    throw new Damage("it does not begin as one");
                }
            }
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw new Damage("it does not begin as one");
            }
            if (Integer.parseInt(header.group(1)) != VERSION) {
                throw new Damage("it is of version " + header.group(1) + ", and this release reads version " + VERSION);
            }
        }

        private Held held(int type) throws IOException, Damage {
            if (type > TYPES.size()) {
                throw new Damage("it was changed, or not all of it was written");
            }
            long deadline = number(Long.BYTES);
            long count = number(Integer.BYTES);
            List<byte[]> elements = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                elements.add(bytes());
            }
            return new Held(TYPES.get(type - 1), elements, deadline);
        }

        private byte[] bytes() throws IOException, Damage {
            long length = number(Integer.BYTES);
            take(length);
            return in.readNBytes((int) length);
        }

        private long number(int bytes) throws IOException, Damage {
            take(bytes);
            return switch (bytes) {
                case 1 -> in.readUnsignedByte();
                case Integer.BYTES -> in.readInt();
                default -> in.readLong();
            };
        }

        private void take(long bytes) throws Damage {
            left -= bytes;
            if (bytes < 0 || left < 0) {
                throw new Damage("it was changed, or not all of it was written");
            }
        }

        private void isWhole() throws IOException, Damage {
            if (left != 0 || !MessageDigest.isEqual(digest.digest(), file.readNBytes(DIGEST))) {
                throw new Damage("it was changed, or not all of it was written");
            }
        }
    }
}
