package io.whisperschema.diff;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a host accepts of a database that grew before there was a definition: each difference by its name, nothing unless
 * named. What is tolerated stays as it is, is a notice instead of an error, and holds up no start. Immutable.
 *
 * <p>A {@code real} column needs no word here to become one of 64 bits: every value of 32 bits is one of 64 too, so the
 * plan changes it unless it is tolerated.
 *
 * @param tolerances the types that may stay
 * @param timestamps what becomes of timestamps without a zone, where something was said of them
 */
public record Adoption(Set<Tolerance> tolerances, Optional<ZonelessTimestamps> timestamps) {
    private static final Adoption STRICT = new Adoption(Set.of(), Optional.empty());

    public Adoption {
        tolerances = Set.copyOf(tolerances);
        requireNonNull(timestamps);
    }

    /** A type that may stay where the definition says another. */
    public enum Tolerance {
        /** PostgreSQL's {@code real}, of 32 bits, where the definition says real, of 64: digits beyond six may be lost. */
        REAL_OF_32_BITS("It keeps six digits for certain, not fifteen."),
        /** {@code varchar(n)} where the definition says text: PostgreSQL refuses what is longer, SQLite nothing. */
        TEXT_OF_LIMITED_LENGTH("On PostgreSQL a longer text is refused."),
        /** {@code json}, {@code jsonb} or text, where the definition says another of them. */
        JSON_OF_ANOTHER_KIND(
                "Only text and json keep spaces, order and repeated keys; only jsonb can be searched well."),
        /** Another word of SQLite for the same type: {@code DATETIME} for {@code TIMESTAMP}, {@code DOUBLE} for {@code REAL}. */
        ANOTHER_WORD("SQLite keeps the same values under both words.");

        private final String consequence;

        Tolerance(String consequence) {
            this.consequence = consequence;
        }

        String consequence() {
            return consequence;
        }
    }

    /**
     * Timestamps that are kept without a zone where the definition says a moment.
     *
     * @param zone the zone in which they were written
     * @param treatment what becomes of them
     */
    public record ZonelessTimestamps(ZoneId zone, Treatment treatment) {
        public ZonelessTimestamps {
            requireNonNull(zone);
            requireNonNull(treatment);
        }

        /** What becomes of timestamps without a zone. */
        public enum Treatment {
            /** They stay. */
            TOLERATED,
            /** A step of the plan makes them moments. */
            CONVERTED
        }
    }

    /** Nothing is tolerated, and nobody says in which zone moments without one were written. */
    public static Adoption strict() {
        return STRICT;
    }

    /** These types may stay too. */
    public Adoption tolerating(Tolerance first, Tolerance... more) {
        EnumSet<Tolerance> all = EnumSet.of(first, more);
        all.addAll(tolerances);
        return new Adoption(all, timestamps);
    }

    /** {@code timestamp without time zone} may stay where the definition says timestamp; it was written in that zone. */
    public Adoption toleratingTimestampsWithoutZone(ZoneId writtenIn) {
        return with(new ZonelessTimestamps(writtenIn, ZonelessTimestamps.Treatment.TOLERATED));
    }

    /**
     * {@code timestamp without time zone} becomes a moment where the definition says timestamp, read as written in that
     * zone. It stays a difference until the plan is executed: a start does not rewrite tables by itself.
     */
    public Adoption convertingTimestampsWithoutZone(ZoneId writtenIn) {
        return with(new ZonelessTimestamps(writtenIn, ZonelessTimestamps.Treatment.CONVERTED));
    }

    /** Whether nothing is said. */
    public boolean isStrict() {
        return equals(STRICT);
    }

    /** That difference from the definition, with what is tolerated as notices and zones where they are said. */
    public Diff appliedTo(Diff diff, SchemaDefinition definition) {
        return isStrict() || diff.kind() != StoreKind.RELATIONAL
                ? diff
                : new AdoptedDiff(this, definition, diff).diff();
    }

    private Adoption with(ZonelessTimestamps said) {
        return new Adoption(tolerances, Optional.of(said));
    }
}
