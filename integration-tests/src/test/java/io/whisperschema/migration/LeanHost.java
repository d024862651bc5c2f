package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** A host that starts and says each statement that this took. */
final class LeanHost {
    /** Where the packed migrations are for those who look for resources. */
    static final String PACKED = "db/migrations";

    /** What its migrations make. */
    private static final SchemaDefinition DEFINITION = SchemaDefinition.named("host")
            .tables(
                    table("t1", integer("id").primaryKey()),
                    table("t2", integer("id").primaryKey()));

    private LeanHost() {}

    /** How its migrations come to it. */
    enum Migrating {
        /** They are written in it. */
        IN_CODE {
            @Override
            Migrations migrations(Path resources) {
                return Migrations.of(
                        Migration.of(1, "0001_step.sql").sql(text(1)),
                        Migration.of(2, "0002_step.sql").sql(text(2)));
            }
        },
        /** They are packed with it, with their index. */
        INDEXED {
            @Override
            Migrations migrations(Path resources) {
                return Migrations.onClassPath(path -> Files.newInputStream(resources.resolve(path)), PACKED);
            }
        };

        abstract Migrations migrations(Path resources);
    }

    static String text(int number) {
        return "CREATE TABLE t" + number + " (id INTEGER NOT NULL PRIMARY KEY);\n";
    }

    /** How its migrations come, where its resources are, the connection's URL, user and password. */
    public static void main(String[] arguments) {
        ObservedDataSource source = source(arguments[2], arguments[3], arguments[4]);
        RelationalStore store =
                arguments[2].startsWith("jdbc:sqlite:") ? SqliteStore.over(source) : PostgresStore.over(source);
        var report = WhisperSchema.of(DEFINITION)
                .relational(store)
                .migrations(Migrating.valueOf(arguments[0]).migrations(Path.of(arguments[1])))
                .bootstrap();
        source.statements().forEach(statement -> System.out.println("asked " + statement));
        System.out.println("started " + report.stores().get(store.name()));
    }

    private static ObservedDataSource source(String url, String user, String password) {
        if (url.startsWith("jdbc:sqlite:")) {
            var file = new SQLiteDataSource();
            file.setUrl(url);
            return ObservedDataSource.over(file);
        }
        var server = new PGSimpleDataSource();
        server.setUrl(url);
        server.setUser(user);
        server.setPassword(password);
        return ObservedDataSource.over(server);
    }
}
