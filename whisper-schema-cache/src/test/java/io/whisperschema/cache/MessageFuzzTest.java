package io.whisperschema.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.whisperschema.error.UnreadableValue;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes there are: a message that can be written again, or one error; never more memory than the bytes are worth. */
class MessageFuzzTest {
    private static final int INPUTS = 25_000 * Integer.getInteger("whisper.cases.percent", 100) / 100;
    private static final List<MessageCodec> CODECS =
            List.of(MessageCodec.messagePack(), MessageCodec.json(), MessageCodec.flat());
    private static final byte[] ALPHABET = {
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '\\',
        'u',
        'n',
        '-',
        '0',
        '9',
        'e',
        '.',
        ' ',
        'N',
        'I',
        0,
        1,
        0x7f,
        (byte) 0x80,
        (byte) 0x81,
        (byte) 0x91,
        (byte) 0xb1,
        (byte) 0xa1,
        (byte) 0xc0,
        (byte) 0xc7,
        (byte) 0xc8,
        (byte) 0xcb,
        (byte) 0xcf,
        (byte) 0xd3,
        (byte) 0xd8,
        (byte) 0xd9,
        (byte) 0xdb,
        (byte) 0xdd,
        (byte) 0xdf,
        (byte) 0xed,
        (byte) 0xf0,
        (byte) 0xff
    };

    /** What a decoder takes whatever it reads: buffers, an error. */
    private static final long SLACK = 300_000;

    /** A number of one byte becomes an object of 16 with a reference to it, in lists that grow. */
    private static final long A_BYTE = 100;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private boolean isRead(byte[] bytes) {
        long before = threads.getCurrentThreadAllocatedBytes();
        Optional<UniversalMessage> read = decoded(bytes);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes for %d", bytes.length).isLessThan(SLACK + A_BYTE * bytes.length);
        read.ifPresent(MessageFuzzTest::assertWhole);
        return read.isPresent();
    }

    private static Optional<UniversalMessage> decoded(byte[] bytes) {
        try {
            return Optional.of(MessageCodec.messagePack().decode(bytes));
        } catch (UnreadableValue e) {
            assertThat(e.getMessage()).startsWith("This ").endsWith(".").doesNotContain("null");
            return Optional.empty();
        }
    }

    private static void assertWhole(UniversalMessage message) {
        for (MessageCodec codec : CODECS) {
            assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aDamagedMessageIsAMessageOrOneError(long seed) {
        var chance = new Random(seed);
        var messages = new RandomMessages(seed);
        byte[] sound = {};
        byte[] other = {};
        int read = 0;
        for (int i = 0; i < INPUTS; i++) {
            if (i % 20 == 0) {
                other = sound;
                sound = CODECS.get(chance.nextInt(3)).encode(messages.next());
            }
            read += isRead(damaged(sound, other, chance)) ? 1 : 0;
        }
        assertThat(read).isBetween(INPUTS / 100, INPUTS * 9 / 10);
    }

    private static byte[] damaged(byte[] sound, byte[] other, Random chance) {
        byte[] damaged = sound.clone();
        for (int times = 1 + chance.nextInt(3); times > 0; times--) {
            damaged = switch (chance.nextInt(6)) {
                case 0 -> Arrays.copyOf(damaged, chance.nextInt(damaged.length + 4));
                case 1 -> spliced(damaged, other, chance);
                case 2 -> spliced(damaged, damaged, chance);
                default -> touched(damaged, chance);
            };
        }
        return damaged;
    }

    /** With a piece of another in the place of one of its own. */
    private static byte[] spliced(byte[] bytes, byte[] other, Random chance) {
        int from = chance.nextInt(other.length + 1);
        byte[] piece = Arrays.copyOfRange(other, from, from + chance.nextInt(Math.min(40, other.length - from) + 1));
        int at = chance.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + chance.nextInt(40));
        byte[] spliced = Arrays.copyOf(bytes, at + piece.length + bytes.length - end);
        System.arraycopy(piece, 0, spliced, at, piece.length);
        System.arraycopy(bytes, end, spliced, at + piece.length, bytes.length - end);
        return spliced;
    }

    private static byte[] touched(byte[] bytes, Random chance) {
        if (bytes.length > 0) {
            int at = chance.nextInt(bytes.length);
            bytes[at] = chance.nextBoolean()
                    ? ALPHABET[chance.nextInt(ALPHABET.length)]
                    : (byte) (bytes[at] ^ 1 << chance.nextInt(8));
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void bytesByChanceAreAMessageOrOneError(long seed) {
        var chance = new Random(seed);
        byte[] firsts = {(byte) 0xb1, (byte) 0x91, '{', (byte) 0x80, '(', 'c'};
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = new byte[1 + chance.nextInt(80)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = ALPHABET[chance.nextInt(ALPHABET.length)];
            }
            bytes[0] = firsts[chance.nextInt(firsts.length)];
            isRead(bytes);
        }
    }

    /** Values of metadata are what bytes by chance seldom get to. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void metadataByChanceIsAValueOrOneError(long seed) {
        var chance = new Random(seed);
        int read = 0;
        for (int i = 0; i < INPUTS; i++) {
            read += isRead(withMetadata(chance)) ? 1 : 0;
        }
        assertThat(read).isPositive();
    }

    private static byte[] withMetadata(Random chance) {
        byte[] whole = MessageCodec.messagePack().encode(MessageCodecTest.MESSAGE.with(Metadata.EMPTY));
        String marker = "metadata";
        int at = new String(whole, ISO_8859_1).indexOf(marker) + marker.length();
        byte[] bytes = Arrays.copyOf(whole, whole.length + 1 + chance.nextInt(30));
        bytes[at] = (byte) 0x81;
        for (int i = at + 1; i < bytes.length; i++) {
            bytes[i] = ALPHABET[chance.nextInt(ALPHABET.length)];
        }
        bytes[at + 1] = (byte) 0xa0;
        byte[] rest = Arrays.copyOfRange(whole, at + 1, whole.length);
        System.arraycopy(rest, 0, bytes, bytes.length - rest.length, rest.length);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void aDamagedDictionaryIsAMessageOrOneError(long seed) {
        var chance = new Random(seed);
        var messages = new RandomMessages(seed);
        int read = 0;
        for (int i = 0; i < INPUTS / 2; i++) {
            Map<String, String> dictionary = new LinkedHashMap<>(FlatMessage.of(messages.next()));
            for (String name : List.copyOf(dictionary.keySet())) {
                if (chance.nextInt(5) == 0) {
                    byte[] text = dictionary.get(name).getBytes(UTF_8);
                    dictionary.put(name, new String(damaged(text, text, chance), UTF_8));
                }
            }
            read += isRead(dictionary) ? 1 : 0;
        }
        assertThat(read).isPositive();
    }

    private static boolean isRead(Map<String, String> dictionary) {
        try {
            assertWhole(FlatMessage.read(dictionary));
            return true;
        } catch (UnreadableValue e) {
            assertThat(e.getMessage()).startsWith("This ").endsWith(".");
            return false;
        }
    }
}
