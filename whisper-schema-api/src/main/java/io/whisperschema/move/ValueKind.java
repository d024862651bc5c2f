package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** What values of a field are, whatever store holds them. */
public sealed interface ValueKind {
    /** The kind as a word, for example {@code decimal(30,10)}; part of every digest, so it never changes. */
    String text();

    /** The kinds without parameters. */
    enum Plain implements ValueKind {
        /** A 16-bit integer. */
        INTEGER_16,
        /** A 32-bit integer. */
        INTEGER_32,
        /** A 64-bit integer. */
        BIGINT,
        /** A 32-bit floating point number. */
        FLOAT,
        /** A 64-bit floating point number. */
        REAL,
        /** An exact decimal of any precision. */
        NUMERIC,
        /** True or false. */
        BOOLEAN,
        /** Unicode text without NUL characters. */
        TEXT,
        /** JSON kept as the text it was written as. */
        JSON,
        /** JSON whose spacing, order of members and duplicate members do not count. */
        JSONB,
        /** Bytes. */
        BYTES,
        /** A moment in time, to the microsecond. */
        MOMENT,
        /** A date and time of no zone, to the microsecond. */
        LOCAL_MOMENT,
        /** A calendar date. */
        DATE,
        /** A UUID. */
        UUID,
        /** Whatever SQLite holds, as it holds it; both stores are SQLite. */
        VERBATIM,
        /** The text form of a type that we do not know; both stores are of one kind. */
        OPAQUE;

        @Override
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An exact decimal.
     *
     * @param precision how many digits in all
     * @param scale how many of them behind the point
     */
    record Decimal(int precision, int scale) implements ValueKind {
        @Override
        public String text() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /**
     * Text of limited length.
     *
     * @param length how many characters it may have, counted as Unicode code points
     * @param padding whether spaces at its end count
     */
    record LimitedText(int length, Padding padding) implements ValueKind {
        public LimitedText {
            requireNonNull(padding);
        }

        /** Whether spaces at the end of a text count. */
        public enum Padding {
            /** They do, as in {@code varchar(n)}. */
            COUNTS,
            /** They do not, as in {@code char(n)}. */
            IGNORED
        }

        @Override
        public String text() {
            return (padding == Padding.COUNTS ? "varchar(" : "char(") + length + ")";
        }
    }

    /**
     * An array of one dimension.
     *
     * @param element of what
     */
    record Array(ValueKind element) implements ValueKind {
        public Array {
            requireNonNull(element);
        }

        @Override
        public String text() {
            return element.text() + "[]";
        }
    }

    /**
     * Whatever SQLite holds, compared by what it means where it can be read as that, else as it is; both stores are SQLite.
     *
     * @param kind as what it is read
     */
    record Meaning(ValueKind kind) implements ValueKind {
        public Meaning {
            requireNonNull(kind);
        }

        @Override
        public String text() {
            return "meaning of " + kind.text();
        }
    }

    /** Whether it is whatever SQLite holds, which goes from file to file as it is. */
    default boolean isOfSqlite() {
        return this == Plain.VERBATIM || this instanceof Meaning;
    }

    /**
     * A vector of 32-bit floating point numbers.
     *
     * @param dimensions how many
     */
    record Vector(int dimensions) implements ValueKind {
        @Override
        public String text() {
            return "vector(" + dimensions + ")";
        }
    }
}
