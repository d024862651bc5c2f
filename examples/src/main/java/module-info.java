import org.jspecify.annotations.NullMarked;

/** Compiled against nothing but what our modules export. */
@NullMarked
module io.whisperschema.examples {
    requires transitive io.whisperschema.sqlite;
    requires transitive io.whisperschema.postgres;
    requires io.whisperschema.jooq;
    requires static org.jspecify;

    exports io.whisperschema.examples;
}
