package io.whisperschema.jooq;

import java.io.Serializable;
import java.util.function.Function;

/**
 * How values of one type are text.
 *
 * @param type the type that a host has
 * @param read from text
 * @param written as text
 */
record TextForm<U>(Class<U> type, Reading<U> read, Writing<U> written) implements Serializable {
    interface Reading<U> extends Function<String, U>, Serializable {}

    interface Writing<U> extends Function<U, String>, Serializable {}
}
