package io.whisperschema.sql;

import java.util.Optional;

/**
 * An argument of a function or procedure.
 *
 * @param mode {@code IN}, {@code OUT}, {@code INOUT} or {@code VARIADIC}
 * @param name its name, if it has one
 * @param type its type
 */
public record PostgresArgument(String mode, Optional<String> name, PostgresTypeName type) {}
