import org.jspecify.annotations.NullMarked;

/** What our SQL stores share. Not for hosts: exported to our own modules only. */
@NullMarked
module io.whisperschema.sql {
    requires transitive io.whisperschema;
    requires transitive java.sql;
    requires static org.jspecify;

    exports io.whisperschema.sql to
            io.whisperschema.sqlite,
            io.whisperschema.postgres;
    exports io.whisperschema.sql.sqlite to
            io.whisperschema.sqlite,
            io.whisperschema.postgres;
    exports io.whisperschema.sql.postgres to
            io.whisperschema.sqlite,
            io.whisperschema.postgres;
    exports io.whisperschema.sql.translation to
            io.whisperschema.sqlite,
            io.whisperschema.postgres;
    exports io.whisperschema.sql.history to
            io.whisperschema.sqlite,
            io.whisperschema.postgres;
    exports io.whisperschema.sql.move to
            io.whisperschema.sqlite,
            io.whisperschema.postgres;
}
