package io.whisperschema.vector.internal.chroma;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pickle of protocol 2 to 5 that is a dictionary of texts, whole numbers, nothing, and such dictionaries. It knows only
 * the opcodes of these and runs nothing: what names, calls or builds an object is refused by name, whatever it names.
 *
 * <p>One frame around such a dictionary is taken off: ChromaDB 0.4 to 0.6, in Python, wrote an object of one class of its own
 * whose fields are that dictionary. The frame is compared byte by byte; no class is looked for, none is made.
 *
 * <p>What it may cost is bounded before it is paid: a text by the bytes that are left, a dictionary by how many entries are
 * awaited, the stack and the dictionaries by what ChromaDB writes, and what is remembered by what was read.
 */
final class PlainPickle {
    /** Both writers hand over a thousand entries at a time. */
    private static final int TALLEST_STACK = 1 << 14;

    private static final int MOST_DICTIONARIES = 16;
    private static final int DEEPEST = 4;
    private static final Object MARK = new Object();
    private static final Object NOTHING = new Object();

    private static final List<Object> FRAMED =
            List.of("chromadb.segment.impl.vector.local_persistent_hnsw", "PersistentData");

    /** Remembered, without arguments, made, remembered: what follows the names in the frame. */
    private static final byte[] FRAME = {(byte) 0x94, ')', (byte) 0x81, (byte) 0x94};

    private final PickleBytes bytes;
    private final long mostEntries;
    private final ArrayList<Object> stack = new ArrayList<>();
    private final ArrayDeque<Integer> marks = new ArrayDeque<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private long remembered;
    private long rememberable;
    private int dictionaries;
    private boolean isFramed;

    private PlainPickle(PickleBytes bytes, long mostEntries) {
        this.bytes = bytes;
        this.mostEntries = mostEntries;
    }

    /**
     * The dictionary.
     *
     * @param source the pickle, buffered
     * @param size how many bytes it has
     * @param mostEntries how many entries one dictionary may have
     * @throws ChromaFault if it is no such pickle
     */
    static Map<Object, @Nullable Object> read(InputStream source, long size, long mostEntries) throws IOException {
        return new PlainPickle(new PickleBytes(source, size), mostEntries).whole();
    }

    private Map<Object, @Nullable Object> whole() throws IOException {
        readProtocol();
        int opcode = bytes.one();
        while (opcode != '.') {
            step(opcode);
            opcode = bytes.one();
        }
        ChromaFault.unless(bytes.isAtEnd(), "it goes on after its end, at byte %d", bytes.taken());
        ChromaFault.unless(marks.isEmpty() && stack.size() == 1 && !isFramed, "it does not hold one value");
        return dictionary(stack.get(0));
    }

    private void readProtocol() throws IOException {
        ChromaFault.unless(bytes.one() == 0x80, "it is no pickle of protocol 2 to 5");
        int protocol = bytes.one();
        ChromaFault.unless(protocol >= 2 && protocol <= 5, "it is a pickle of protocol %d, not of 2 to 5", protocol);
    }

    private void step(int opcode) throws IOException {
        switch (opcode) {
            case 0x95 -> bytes.some(Long.BYTES);
            case 0x93 -> openFrame();
            case 'b' -> closeFrame();
            case '}' -> push(newDictionary());
            case '(' -> mark();
            case 's' -> setItem();
            case 'u' -> setItems();
            case 'N' -> push(NOTHING);
            case 'J' -> push(bytes.number(4));
            case 'K' -> push((long) bytes.one());
            case 'M' -> push(bytes.some(2).getShort() & 0xffffL);
            case 0x8a -> push(bytes.number(bytes.one()));
            case 0x8c -> text(bytes.one());
            case 'X' -> text(bytes.some(4).getInt() & 0xffffffffL);
            case 0x8d -> text(bytes.some(8).getLong());
            case 'q' -> remember(bytes.one());
            case 'r' -> remember(bytes.some(4).getInt() & 0xffffffffL);
            case 0x94 -> remember(remembered);
            case 'h' -> recall(bytes.one());
            case 'j' -> recall(bytes.some(4).getInt() & 0xffffffffL);
            default -> throw unneeded(opcode);
        }
    }

    private ChromaFault unneeded(int opcode) {
        return new ChromaFault(
                "it asks for %s, at byte %d, which a plain dictionary does not need; nothing of it was run"
                        .formatted(PickleOpcode.nameOf(opcode), bytes.taken() - 1));
    }

    private void openFrame() throws IOException {
        ChromaFault otherwise = unneeded(0x93);
        boolean isFrame = stack.equals(FRAMED) && remembered == FRAMED.size() && !isFramed;
        if (!isFrame || !bytes.some(FRAME.length).equals(ByteBuffer.wrap(FRAME))) {
            throw otherwise;
        }
        stack.clear();
        remembered += 2;
        rememberable += 2;
        isFramed = true;
    }

    private void closeFrame() throws ChromaFault {
        if (!isFramed || stack.size() != 1 || !marks.isEmpty()) {
            throw unneeded('b');
        }
        isFramed = false;
    }

    private Map<Object, @Nullable Object> newDictionary() throws ChromaFault {
        dictionaries++;
        rememberable++;
        ChromaFault.unless(dictionaries <= MOST_DICTIONARIES, "it holds more than %d dictionaries", MOST_DICTIONARIES);
        return new HashMap<>();
    }

    private void text(long length) throws IOException {
        rememberable++;
        push(bytes.text(length));
    }

    private void push(Object value) throws ChromaFault {
        ChromaFault.unless(stack.size() < TALLEST_STACK, "it piles up more than %d values", TALLEST_STACK);
        stack.add(value);
    }

    private void mark() throws ChromaFault {
        ChromaFault.unless(marks.size() < DEEPEST, "it is nested more than %d deep", DEEPEST);
        marks.push(stack.size());
        push(MARK);
    }

    private void setItem() throws ChromaFault {
        ChromaFault.unless(stack.size() >= 3, "it sets an entry where there is none, before byte %d", bytes.taken());
        setItemsFrom(stack.size() - 2);
    }

    private void setItems() throws ChromaFault {
        ChromaFault.unless(!marks.isEmpty(), "it sets entries where there are none, before byte %d", bytes.taken());
        int mark = marks.pop();
        ChromaFault.unless(
                mark >= 1 && mark < stack.size() && stack.get(mark) == MARK,
                "it sets entries where there are none, before byte %d",
                bytes.taken());
        stack.remove(mark);
        setItemsFrom(mark);
    }

    private void setItemsFrom(int first) throws ChromaFault {
        Map<Object, @Nullable Object> dictionary = dictionary(stack.get(first - 1));
        ChromaFault.unless((stack.size() - first) % 2 == 0, "an entry has no value, before byte %d", bytes.taken());
        for (int i = first; i < stack.size(); i += 2) {
            setItem(dictionary, stack.get(i), stack.get(i + 1));
        }
        stack.subList(first, stack.size()).clear();
    }

    private void setItem(Map<Object, @Nullable Object> dictionary, Object key, Object value) throws ChromaFault {
        ChromaFault.unless(
                isSimple(key) && value != MARK && value != dictionary,
                "an entry is no plain one, before byte %d",
                bytes.taken());
        ChromaFault.unless(
                dictionary.size() < mostEntries, "it holds more entries than the %d of its index", mostEntries);
        ChromaFault.unless(
                !dictionary.containsKey(key), "it names the same entry twice, before byte %d", bytes.taken());
        dictionary.put(key, value == NOTHING ? null : value);
    }

    /** Only what cannot hold anything is remembered for good, so that no value comes to hold itself. */
    private void recall(long place) throws ChromaFault {
        Object value = memo.get(place);
        if (value == null || !isSimple(value)) {
            throw new ChromaFault("it recalls what was not remembered, before byte " + bytes.taken());
        }
        push(value);
    }

    private void remember(long place) throws ChromaFault {
        remembered++;
        ChromaFault.unless(
                remembered <= rememberable && !stack.isEmpty(),
                "it remembers more than it holds, before byte %d",
                bytes.taken());
        memo.put(place, stack.get(stack.size() - 1));
    }

    private static boolean isSimple(Object value) {
        return value instanceof String || value instanceof Long;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, @Nullable Object> dictionary(Object value) throws ChromaFault {
        ChromaFault.unless(value instanceof Map, "it holds something else where a dictionary belongs");
        return (Map<Object, @Nullable Object>) value;
    }
}
