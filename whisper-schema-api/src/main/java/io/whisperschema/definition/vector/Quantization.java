package io.whisperschema.definition.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How vectors are also kept in less room, to be searched faster. */
public sealed interface Quantization {
    /** What to do for each kind of quantization. */
    interface Cases<R> {
        /** One byte an element. */
        R scalar(Scalar quantization);

        /** Several elements a byte. */
        R product(Product quantization);

        /** One bit an element. */
        R binary(Binary quantization);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** Where the small vectors are kept, the server's choice when absent. */
    Optional<Placement> placement();

    /**
     * One byte an element.
     *
     * @param quantile which part of the values decides the range, 0.5 to 1
     * @param placement where the small vectors are kept
     */
    record Scalar(OptionalDouble quantile, Optional<Placement> placement) implements Quantization {
        public Scalar {
            requireNonNull(placement);
            quantile.ifPresent(value -> Checks.that(
                    value >= 0.5 && value <= 1, "scalar quantization", "quantile is " + value, "Give 0.5 to 1."));
        }

        /** One byte an element, as the server thinks best. */
        public static Scalar plain() {
            return new Scalar(OptionalDouble.empty(), Optional.empty());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.scalar(this);
        }
    }

    /**
     * Several elements a byte.
     *
     * @param compression how much smaller they become
     * @param placement where the small vectors are kept
     */
    record Product(Compression compression, Optional<Placement> placement) implements Quantization {
        public Product {
            requireNonNull(compression);
            requireNonNull(placement);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.product(this);
        }
    }

    /**
     * One bit an element.
     *
     * @param placement where the small vectors are kept
     */
    record Binary(Optional<Placement> placement) implements Quantization {
        public Binary {
            requireNonNull(placement);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.binary(this);
        }
    }

    /** How much smaller product quantization makes vectors. */
    enum Compression {
        /** Four times. */
        X4,
        /** Eight times. */
        X8,
        /** 16 times. */
        X16,
        /** 32 times. */
        X32,
        /** 64 times. */
        X64;

        /** The compression as a word. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
