import org.jspecify.annotations.NullMarked;

/** A definition as jOOQ tables and fields, and a {@code DSLContext} on its store. */
@NullMarked
module io.whisperschema.jooq {
    requires transitive io.whisperschema;
    requires transitive org.jooq;
    requires static org.jspecify;

    exports io.whisperschema.jooq;
}
