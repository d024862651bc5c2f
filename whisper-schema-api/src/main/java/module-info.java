import org.jspecify.annotations.NullMarked;

/** Definition, catalog, diff, plan, report and spi of whisper-schema. */
@NullMarked
module io.whisperschema {
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;

    exports io.whisperschema;
    exports io.whisperschema.catalog;
    exports io.whisperschema.definition;
    exports io.whisperschema.definition.cache;
    exports io.whisperschema.definition.graph;
    exports io.whisperschema.definition.relational;
    exports io.whisperschema.definition.vector;
    exports io.whisperschema.diff;
    exports io.whisperschema.error;
    exports io.whisperschema.finding;
    exports io.whisperschema.migration;
    exports io.whisperschema.move;
    exports io.whisperschema.picture;
    exports io.whisperschema.plan;
    exports io.whisperschema.report;
    exports io.whisperschema.spi;
    exports io.whisperschema.stability;
    exports io.whisperschema.internal to
            io.whisperschema.cache,
            io.whisperschema.sql,
            io.whisperschema.postgres,
            io.whisperschema.sqlite,
            io.whisperschema.vector;
    exports io.whisperschema.internal.json to
            io.whisperschema.cache,
            io.whisperschema.sql,
            io.whisperschema.jooq,
            io.whisperschema.postgres,
            io.whisperschema.sqlite,
            io.whisperschema.vector;
    exports io.whisperschema.internal.move to
            io.whisperschema.cache,
            io.whisperschema.sql,
            io.whisperschema.vector;
    exports io.whisperschema.internal.sql to
            io.whisperschema.sql,
            io.whisperschema.postgres,
            io.whisperschema.sqlite;
    exports io.whisperschema.internal.vector to
            io.whisperschema.vector;
}
