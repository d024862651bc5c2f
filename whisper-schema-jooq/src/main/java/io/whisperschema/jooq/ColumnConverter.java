package io.whisperschema.jooq;

import java.time.DateTimeException;
import org.jooq.Converter;
import org.jooq.exception.DataTypeException;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column between a host and the driver; what does not go is told by its place.
 *
 * @param place which column
 * @param passage how they go
 */
record ColumnConverter<T, U>(ColumnPlace place, Passage<T, U> passage) implements Converter<T, U> {
    @Override
    public Class<T> fromType() {
        return passage.driverType();
    }

    @Override
    public Class<U> toType() {
        return passage.hostType();
    }

    @Override
    public @Nullable U from(@Nullable T value) {
        try {
            return value == null ? null : passage.toHost(value);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unfit) {
            throw unread();
        }
    }

    @Override
    public @Nullable T to(@Nullable U value) {
        try {
            return value == null ? null : passage.toDriver(value);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unfit) {
            throw new DataTypeException(place.where() + ": the database cannot hold that value as " + place.type()
                    + ". This statement did nothing. Give one that fits.");
        }
    }

    /** Without the cause, which would show the value. */
    DataTypeException unread() {
        return new DataTypeException(place.where() + ": what the database holds there is no " + place.type()
                + ". Mend the row, or read it as DSL.field(name, Object.class).");
    }
}
