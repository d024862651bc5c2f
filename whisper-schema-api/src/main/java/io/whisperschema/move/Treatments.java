package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;

/**
 * Which treatment holds where: that of the column, else that of the flaw, else {@link Treatment.Refuse}.
 *
 * @param general by flaw, wherever it is found
 * @param special by flaw and column of the source
 */
public record Treatments(Map<Flaw, Treatment> general, Map<Placed, Treatment> special) {
    public Treatments {
        general = Map.copyOf(general);
        special = Map.copyOf(special);
        general.forEach(Treatments::requireFitting);
        special.forEach((placed, treatment) -> requireFitting(placed.flaw(), treatment));
    }

    /**
     * A flaw in one column.
     *
     * @param flaw the flaw
     * @param column in which column of the source
     */
    public record Placed(Flaw flaw, ColumnName column) {
        public Placed {
            requireNonNull(flaw);
            requireNonNull(column);
        }
    }

    /** Every flaw is refused. */
    public static Treatments refusing() {
        return new Treatments(Map.of(), Map.of());
    }

    /** With that treatment of the flaw wherever no other is said. */
    public Treatments with(Flaw flaw, Treatment treatment) {
        var changed = new HashMap<>(general);
        changed.put(flaw, treatment);
        return new Treatments(changed, special);
    }

    /** With that treatment of the flaw in one column. */
    public Treatments with(Flaw flaw, ColumnName column, Treatment treatment) {
        var changed = new HashMap<>(special);
        changed.put(new Placed(flaw, column), treatment);
        return new Treatments(general, changed);
    }

    /** What becomes of the flaw in that column of the source. */
    public Treatment of(Flaw flaw, ColumnName column) {
        Treatment everywhere = general.getOrDefault(flaw, Treatment.refuse());
        return special.getOrDefault(new Placed(flaw, column), everywhere);
    }

    private static void requireFitting(Flaw flaw, Treatment treatment) {
        if (treatment instanceof Treatment.Coerce coercion && !flaw.rules().containsAll(coercion.rules())) {
            throw new IllegalArgumentException(
                    flaw + " cannot be mended by " + coercion.rules() + "; its rules are " + flaw.rules());
        }
    }
}
