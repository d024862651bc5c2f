package io.whisperschema.testkit;

/** A library that only some users of the test kit need. */
enum OptionalDependency {
    EMBEDDED_QDRANT(
            "io.whisperschema.vector.embedded.EmbeddedQdrant", "io.whisperschema:whisper-schema-vector-embedded"),
    POSTGRES_DRIVER("org.postgresql.Driver", "org.postgresql:postgresql"),
    SQLITE_DRIVER("org.sqlite.JDBC", "org.xerial:sqlite-jdbc"),
    TAR("org.apache.commons.compress.archivers.tar.TarArchiveInputStream", "org.apache.commons:commons-compress"),
    XZ("org.tukaani.xz.XZInputStream", "org.tukaani:xz");

    private final String type;
    private final String coordinates;

    OptionalDependency(String type, String coordinates) {
        this.type = type;
        this.coordinates = coordinates;
    }

    /** Returns when the library is there. */
    void require() {
        try {
            Class.forName(type, false, OptionalDependency.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "%s is not on the class path. Add %s to the dependencies of this test."
                            .formatted(type, coordinates),
                    e);
        }
    }
}
