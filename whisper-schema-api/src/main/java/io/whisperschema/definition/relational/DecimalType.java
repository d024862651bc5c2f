package io.whisperschema.definition.relational;

import io.whisperschema.internal.Checks;

/**
 * An exact decimal number.
 *
 * @param precision how many digits in all, 1 to 1000
 * @param scale how many of them after the point
 */
public record DecimalType(int precision, int scale) implements ColumnType {
    public DecimalType {
        Checks.that(
                precision >= 1 && precision <= 1000,
                "decimal",
                "precision " + precision + " is out of range",
                "Give 1 to 1000 digits.");
        Checks.that(
                scale >= 0 && scale <= precision,
                "decimal",
                "scale " + scale + " is not within precision " + precision,
                "Give 0 to " + precision + ".");
    }

    @Override
    public String text() {
        return "decimal(" + precision + "," + scale + ")";
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.decimal(this);
    }
}
