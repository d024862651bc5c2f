import org.jspecify.annotations.NullMarked;

/** The SQLite store and dialect. */
@NullMarked
module io.whisperschema.sqlite {
    requires transitive io.whisperschema;
    requires io.whisperschema.sql;
    requires transitive java.sql;
    requires org.xerial.sqlitejdbc;
    requires static org.jspecify;

    exports io.whisperschema.sqlite;
}
