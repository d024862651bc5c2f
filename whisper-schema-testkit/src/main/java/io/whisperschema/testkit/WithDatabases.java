package io.whisperschema.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lets test methods and their set-up ask for databases by parameter type: {@link PostgresDatabase},
 * {@link SqliteDatabase}, {@link RedisDatabase}, {@code QdrantClient} and {@code EmbeddedQdrant} in memory, or {@link QdrantFile}.
 *
 * <p>Each test gets its own. Within one test the first parameter of a type is the same database in
 * {@code @BeforeEach}, the test and {@code @AfterEach}; a second parameter of that type is another database. A
 * database asked for in {@code @BeforeAll} is shared by the class. The first {@code QdrantClient} works on the first
 * {@code EmbeddedQdrant}, the second on the second.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(DatabaseExtension.class)
public @interface WithDatabases {}
