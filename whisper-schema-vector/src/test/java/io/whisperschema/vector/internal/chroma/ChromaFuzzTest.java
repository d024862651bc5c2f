package io.whisperschema.vector.internal.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.error.StoreUnavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that chance has damaged: a value or one fault, never another exception, never more memory than the files are worth. */
class ChromaFuzzTest {
    private static final byte[] ALPHABET = {
        '}',
        '(',
        'u',
        's',
        'N',
        'K',
        'J',
        'M',
        'X',
        'q',
        'h',
        'r',
        'j',
        '.',
        0,
        1,
        2,
        4,
        (byte) 0x8c,
        (byte) 0x8d,
        (byte) 0x8a,
        (byte) 0x94,
        (byte) 0x95,
        (byte) 0x93,
        (byte) 0x81,
        ')',
        'b',
        'R',
        'c',
        (byte) 0xff
    };

    @TempDir
    Path place;

    private static boolean isRead(byte[] pickle) throws IOException {
        try {
            PlainPickle.read(new ByteArrayInputStream(pickle), pickle.length, 5000);
            return true;
        } catch (ChromaFault fault) {
            assertThat(fault).hasMessageNotContaining("null");
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPickleOfOpcodesByChanceIsAValueOrAFault(long seed) throws IOException {
        var chance = new Random(seed);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] pickle = new byte[3 + chance.nextInt(60)];
            for (int at = 0; at < pickle.length; at++) {
                pickle[at] = ALPHABET[chance.nextInt(ALPHABET.length)];
            }
            pickle[0] = (byte) 0x80;
            pickle[1] = (byte) (2 + chance.nextInt(4));
            pickle[2] = chance.nextBoolean() ? (byte) '}' : pickle[2];
            read += isRead(pickle) ? 1 : 0;
        }
        assertThat(read).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void aPickleOfAServerWithWrongBitsIsAValueOrAFault(long seed) throws IOException {
        byte[] sound = Files.readAllBytes(ChromaSample.in(place).file("index_metadata.pickle"));
        assertThat(isRead(sound)).isTrue();
        var chance = new Random(seed);
        for (int i = 0; i < 500; i++) {
            isRead(damaged(sound, chance));
        }
    }

    private static byte[] damaged(byte[] sound, Random chance) {
        byte[] damaged =
                chance.nextInt(4) == 0 ? Arrays.copyOf(sound, chance.nextInt(sound.length + 10)) : sound.clone();
        for (int flips = 1 + chance.nextInt(3); flips > 0 && damaged.length > 0; flips--) {
            damaged[chance.nextInt(damaged.length)] ^= (byte) (1 << chance.nextInt(8));
        }
        return damaged;
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void anIndexWithWrongBitsIsReadOrAFault(long seed) throws IOException {
        ChromaSample sample = ChromaSample.in(place);
        IndexFolder folder = IndexFolder.of(sample.folder(), ChromaSample.FACTS_VECTORS);
        var chance = new Random(seed);
        String[] names = {"header.bin", "data_level0.bin", "length.bin", "index_metadata.pickle"};
        for (int i = 0; i < 400; i++) {
            Path file = sample.file(names[i % names.length]);
            byte[] sound = Files.readAllBytes(file);
            Files.write(file, damaged(sound, chance));
            readAll(folder, chance.nextBoolean() ? ChromaSpace.COSINE : ChromaSpace.L2);
            Files.write(file, sound);
        }
    }

    private static void readAll(IndexFolder folder, ChromaSpace space) throws IOException {
        try (ChromaIndex index = ChromaIndex.open(folder, space, OptionalInt.empty())) {
            for (int i = 0; i < 1000; i += 50) {
                if (index.contains("mem-" + i)) {
                    index.vector("mem-" + i);
                }
            }
        } catch (ChromaFault fault) {
            assertThat(fault).hasMessageNotContaining("null");
        }
    }

    @Test
    void aDatabaseWithWrongBitsIsReadOrOneError() throws IOException {
        ChromaSample sample = ChromaSample.in(place);
        Path file = sample.folder().resolve("chroma.sqlite3");
        byte[] sound = Files.readAllBytes(file);
        var chance = new Random(8);
        for (int i = 0; i < 40; i++) {
            Files.write(file, damaged(sound, chance));
            try {
                sample.records(ChromaSample.MEMORIES);
            } catch (StoreUnavailable e) {
                assertThat(e).hasMessageEndingWith("Nothing in it was changed.");
            }
        }
    }
}
