/** An application that is a module. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Qdrant's client and the engine are no others.
module com.example.host {
    requires transitive io.whisperschema.sqlite;
    requires io.whisperschema.jooq;
    requires io.whisperschema.postgres;
    requires io.whisperschema.vector.embedded;
    requires transitive client;
    requires com.google.common;

    exports com.example.host;
}
