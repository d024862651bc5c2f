/** An application that is a module. */
module com.example.host {
    requires transitive io.whisperschema.sqlite;
    requires io.whisperschema.jooq;
    requires io.whisperschema.postgres;

    exports com.example.host;
}
