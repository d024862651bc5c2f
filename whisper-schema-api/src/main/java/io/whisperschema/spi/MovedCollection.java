package io.whisperschema.spi;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.move.Passage;
import java.util.List;
import java.util.Optional;

/**
 * A collection on its way, and what a target is told of it.
 *
 * @param passage its names on both sides
 * @param wanted what it is to be in the target, under its name there; absent where no definition can say
 * @param aliases the aliases that it has
 * @param settings all that its source is told to be, as {@link PointSource#settings} gives it
 */
public record MovedCollection(
        Passage passage, Optional<VectorCollection> wanted, List<String> aliases, Optional<String> settings) {
    public MovedCollection {
        requireNonNull(passage);
        requireNonNull(wanted);
        aliases = List.copyOf(aliases);
        requireNonNull(settings);
        if (wanted.isEmpty() && settings.isEmpty()) {
            throw new IllegalArgumentException("nobody says what collection " + passage.target() + " is");
        }
    }

    /** Its name in the target. */
    public String name() {
        return passage.target();
    }
}
