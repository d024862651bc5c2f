import org.jspecify.annotations.NullMarked;

/** Compiled against nothing but what our modules export. */
@NullMarked
module io.whisperschema.examples {
    requires io.whisperschema.sqlite;
    requires io.whisperschema.postgres;
    requires static org.jspecify;

    exports io.whisperschema.examples;
}
