package io.whisperschema.migration;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A host's own way to what is packed with it, such as {@code Host.class::getResourceAsStream}: called from the host it
 * also finds what its module keeps to itself.
 */
@FunctionalInterface
public interface MigrationResources {
    /** Opens what is at that path; null where there is nothing, as classes, class loaders and modules answer. */
    @SuppressWarnings("exports")
    @Nullable
    InputStream open(String path) throws IOException;
}
