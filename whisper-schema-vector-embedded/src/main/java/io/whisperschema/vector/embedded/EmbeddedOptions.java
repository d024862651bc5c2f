package io.whisperschema.vector.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an {@link EmbeddedQdrant} runs.
 *
 * @param memoryLimit the bytes that points may take in memory: four for each number of a vector, four times the bytes of
 *     a payload, and 160 for each point; payload indexes, and what calls under way hold, come on top; a write beyond it
 *     is refused with {@code RESOURCE_EXHAUSTED}, and nothing is changed
 * @param apiKey what clients of {@link EmbeddedQdrant#serve} must show; clients in process need none
 * @param snapshotsFolder where snapshots go; without, in {@code memory.db-snapshots} beside {@code memory.db}, and
 *     nowhere for a store in memory, which then takes none
 */
public record EmbeddedOptions(long memoryLimit, Optional<String> apiKey, Optional<Path> snapshotsFolder) {

    /** Refuses a limit below one byte and an empty key. */
    public EmbeddedOptions {
        if (memoryLimit < 1) {
            throw new IllegalArgumentException("memoryLimit must be at least 1 byte, not " + memoryLimit);
        }
        if (apiKey.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("apiKey must not be empty");
        }
    }

    /** Half of the heap for points, and no key. */
    public static EmbeddedOptions defaults() {
        return new EmbeddedOptions(Runtime.getRuntime().maxMemory() / 2, Optional.empty(), Optional.empty());
    }

    /** With another limit, in bytes. */
    public EmbeddedOptions withMemoryLimit(long bytes) {
        return new EmbeddedOptions(bytes, apiKey, snapshotsFolder);
    }

    /** With a key that clients of {@link EmbeddedQdrant#serve} must show. */
    public EmbeddedOptions withApiKey(String key) {
        return new EmbeddedOptions(memoryLimit, Optional.of(key), snapshotsFolder);
    }

    /** With a folder for snapshots, which is made when it is needed, and which no other store may have. */
    public EmbeddedOptions withSnapshotsFolder(Path folder) {
        return new EmbeddedOptions(memoryLimit, apiKey, Optional.of(folder));
    }

    /** Without the key, which belongs in no log. */
    @Override
    public String toString() {
        return "EmbeddedOptions[memoryLimit=" + memoryLimit + ", apiKey="
                + apiKey.map(key -> "set").orElse("none") + ", snapshotsFolder="
                + snapshotsFolder.map(Path::toString).orElse("none") + "]";
    }
}
