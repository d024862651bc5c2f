package io.whisperschema.cache.internal.entry;

import io.whisperschema.definition.cache.ValueType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * How entries are divided into parts, which depends on nothing but what they hold. A list is cut behind {@value #ELEMENTS}
 * elements or a mebibyte, a string behind each mebibyte. Hashes and sets have no order of their own: up to {@value #MEMBERS} members
 * are one part, in the order of their bytes; of more each is a part.
 */
public final class Portions {
    /** So many elements of a list make a part. */
    public static final int ELEMENTS = 512;

    /** So many bytes make a part. */
    public static final int BYTES = 1 << 20;

    /** Up to so many members of hashes and sets are one part. */
    public static final int MEMBERS = 128;

    private static final byte[] NOWHERE = new byte[0];

    private Portions() {}

    /** How many elements a member takes: it alone, or it and what stands behind it. */
    public static int width(ValueType type) {
        return type == ValueType.HASH || type == ValueType.SORTED_SET ? 2 : 1;
    }

    /** The place of a number. */
    public static byte[] place(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** The parts of a whole entry. */
    public static List<EntryPart> of(RawEntry entry) {
        var parts = new ArrayList<EntryPart>();
        switch (entry.type()) {
            case LIST -> {
                var cutting = new Cutting(entry, parts::add);
                entry.elements().forEach(cutting::add);
                cutting.finish();
            }
            case STRING -> slices(entry, parts::add);
            case HASH, SET, SORTED_SET -> members(entry, parts::add);
        }
        return parts;
    }

    /** Cuts a list into parts while its elements come. */
    public static final class Cutting {
        private final RawEntry entry;
        private final Consumer<EntryPart> parts;
        private final List<byte[]> elements = new ArrayList<>();
        private long bytes;
        private long from;

        /**
         * @param entry tells what list, not what is in it
         * @param parts takes the parts
         */
        public Cutting(RawEntry entry, Consumer<EntryPart> parts) {
            this.entry = entry;
            this.parts = parts;
        }

        /** Adds the next element. */
        public void add(byte[] element) {
            elements.add(element);
            bytes += element.length;
            if (elements.size() == ELEMENTS || bytes >= BYTES) {
                finish();
            }
        }

        /** Gives the part that is not full. */
        public void finish() {
            if (!elements.isEmpty()) {
                parts.accept(part(entry, place(from), elements));
                from += elements.size();
                elements.clear();
                bytes = 0;
            }
        }
    }

    private static void slices(RawEntry entry, Consumer<EntryPart> parts) {
        byte[] value = entry.elements().get(0);
        for (int from = 0; from == 0 || from < value.length; from += BYTES) {
            byte[] slice = Arrays.copyOfRange(value, from, Math.min(value.length, from + BYTES));
            parts.accept(part(entry, place(from), List.of(slice)));
        }
    }

    private static void members(RawEntry entry, Consumer<EntryPart> parts) {
        int width = width(entry.type());
        int members = entry.elements().size() / width;
        if (members > MEMBERS) {
            for (int i = 0; i < entry.elements().size(); i += width) {
                parts.accept(member(entry, entry.elements().subList(i, i + width)));
            }
        } else {
            parts.accept(part(entry, NOWHERE, sorted(entry.elements(), width)));
        }
    }

    /** A member of a hash or set that has many. */
    public static EntryPart member(RawEntry entry, List<byte[]> member) {
        return part(entry, member.get(0), member);
    }

    private static List<byte[]> sorted(List<byte[]> elements, int width) {
        var members = new ArrayList<List<byte[]>>();
        for (int i = 0; i < elements.size(); i += width) {
            members.add(elements.subList(i, i + width));
        }
        members.sort((one, other) -> Arrays.compareUnsigned(one.get(0), other.get(0)));
        return members.stream().flatMap(List::stream).toList();
    }

    /** A part of an entry at that place. */
    public static EntryPart part(RawEntry entry, byte[] place, List<byte[]> elements) {
        return new EntryPart(entry.key(), entry.type(), entry.expiry(), place, elements);
    }
}
