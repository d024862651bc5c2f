package io.whisperschema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document as it was first written, byte for byte, kept for ever. A run with {@code -Dwhisper.golden=write} writes the
 * file anew, for a format version that was never released.
 */
public final class Golden {
    private Golden() {}

    /** The text is what the file holds. */
    public static void isAsWrittenBefore(String file, String text) {
        if (System.getProperty("whisper.golden", "compare").equals("write")) {
            write(file, text);
        }
        assertThat(text).as(file).isEqualTo(read(file));
    }

    /** What the file holds. */
    public static String read(String file) {
        try {
            return Files.readString(path(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("golden file " + file + " cannot be read", e);
        }
    }

    private static void write(String file, String text) {
        try {
            Files.createDirectories(path(file).getParent());
            Files.writeString(path(file), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("golden file " + file + " cannot be written", e);
        }
    }

    private static Path path(String file) {
        return Path.of("src", "test", "resources", "golden", file);
    }
}
