package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

/**
 * An array of one type: PostgreSQL's own, a JSON array as text on SQLite.
 *
 * @param element the type of its elements
 */
public record ArrayType(ScalarType element) implements ColumnType {
    public ArrayType {
        requireNonNull(element);
    }

    @Override
    public String text() {
        return element.text() + "[]";
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.array(this);
    }
}
