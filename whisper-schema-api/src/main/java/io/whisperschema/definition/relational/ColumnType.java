package io.whisperschema.definition.relational;

/** The portable type of a column; each dialect spells it so that no value is lost. */
public sealed interface ColumnType permits ScalarType, DecimalType, ArrayType {
    /** The type as a word, for example {@code decimal(30,10)}. */
    String text();

    /** Whether a column of this type can have that default. */
    default boolean takes(Expression defaultValue) {
        return Defaults.fits(this, defaultValue);
    }

    /** What to do for each kind of type. */
    interface Cases<R> {
        /** A type without parameters. */
        R scalar(ScalarType type);

        /** An exact decimal. */
        R decimal(DecimalType type);

        /** An array. */
        R array(ArrayType type);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);
}
