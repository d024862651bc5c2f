package io.whisperschema.vector.embedded.internal.file;

import java.nio.file.Path;

/** Files as SQLite's driver knows them. */
final class Urls {

    private Urls() {}

    /** As a URI, since the driver would take what follows a question mark in a name for options. */
    static String of(Path file) {
        return "jdbc:sqlite:" + file.toUri();
    }
}
