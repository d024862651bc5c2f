import org.jspecify.annotations.NullMarked;

/** The PostgreSQL store and dialect. */
@NullMarked
module io.whisperschema.postgres {
    requires transitive io.whisperschema;
    requires io.whisperschema.sql;
    requires transitive java.sql;
    requires org.postgresql.jdbc;
    requires static org.jspecify;

    exports io.whisperschema.postgres;
}
