package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A target that is the source under another name, whose rows would be deleted to make room for themselves. */
@WithDatabases
class MoveOntoItselfTest {
    private static final SchemaDefinition HOST =
            SchemaDefinition.named("host").tables(table("notes", integer("id").primaryKey()));

    private static void refused(RelationalStore source, RelationalStore target) {
        WhisperSchema host = WhisperSchema.of(HOST).relational(source);
        host.bootstrap();

        assertThatThrownBy(() -> host.move(target, MoveOptions.cautious().replacingRows()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source and target are one store")
                .hasMessageContaining("Nothing was written");
        assertThat(target.inspect().table("schema_move")).isEmpty();
    }

    @Test
    void aFileThatIsOpenedTwiceIsOne(SqliteDatabase file) {
        Sql.run(file.dataSource(), "PRAGMA user_version = 1");
        try (var target = SqliteStore.open(file.path())) {
            refused(SqliteStore.over(file.dataSource()), target);
        }
    }

    @Test
    void soIsOneWithTwoNames(SqliteDatabase file) throws IOException {
        Sql.run(file.dataSource(), "PRAGMA user_version = 1");
        Path other = Files.createLink(file.path().resolveSibling("other.db"), file.path());
        try (var target = SqliteStore.open(other)) {
            refused(SqliteStore.over(file.dataSource()), target);
        }
    }

    @Test
    void soIsASchemaThatTwoPoolsReach(PostgresDatabase server) {
        refused(PostgresStore.over(server.dataSource()), PostgresStore.over(Sql.inZone(server.dataSource(), "UTC")));
    }

    @Test
    void twoSchemasOfADatabaseAreTwo(PostgresDatabase server) {
        Sql.run(server.dataSource(), "CREATE SCHEMA other");
        var source = PostgresStore.over(server.dataSource());
        WhisperSchema host = WhisperSchema.of(HOST).relational(source);
        host.bootstrap();

        assertThat(host.move(source.inSchema("other")).isProven()).isTrue();
    }
}
