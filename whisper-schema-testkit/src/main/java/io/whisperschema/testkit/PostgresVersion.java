package io.whisperschema.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which version of PostgreSQL a {@link PostgresDatabase} parameter is of, such as {@code "14"} or {@code "14.24"}.
 *
 * <p>The nearest one counts: parameter, method, class, enclosing class. Without any it is the JUnit configuration
 * parameter (or system property) {@value DatabaseExtension#VERSION_PROPERTY}, and without that 17.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface PostgresVersion {
    /** The version, or the start of it. */
    String value();
}
