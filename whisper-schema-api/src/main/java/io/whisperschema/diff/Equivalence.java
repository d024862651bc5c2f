package io.whisperschema.diff;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Whether two relational databases, of one dialect or of two, hold logically the same: the same tables of the same values
 * under the same rules. How each spells that is its own affair. Pure: no store is asked.
 *
 * @param findings how they differ; notices and warnings leave them equivalent
 */
public record Equivalence(List<Finding> findings) {
    public Equivalence {
        findings = List.copyOf(findings);
    }

    /**
     * One of the two databases.
     *
     * @param store its name in the findings
     * @param holds what it holds
     * @param meant what it would hold if it held the definition exactly, where there is one; where both hold what is
     *     meant, no difference between them is a finding, and what no definition speaks of is a warning at most
     */
    public record Side(String store, RelationalCatalog holds, Optional<RelationalCatalog> meant) {
        public Side {
            requireNonNull(store);
            requireNonNull(holds);
            requireNonNull(meant);
        }

        /** A database without a definition. */
        public static Side of(String store, RelationalCatalog holds) {
            return new Side(store, holds, Optional.empty());
        }

        /** A database and what its definition means it to hold. */
        public static Side meantAs(String store, RelationalCatalog holds, RelationalCatalog meant) {
            return new Side(store, holds, Optional.of(meant));
        }
    }

    /** Whether what the second holds is what the first holds, nothing being tolerated. */
    public static Equivalence between(Side expected, Side found) {
        return between(expected, found, Adoption.strict());
    }

    /** Whether what the second holds is what the first holds. What is tolerated is a notice instead of a warning. */
    public static Equivalence between(Side expected, Side found, Adoption adoption) {
        return new Equivalence(new CatalogEquivalence(expected, found, adoption).findings());
    }

    /** Whether they are equivalent. */
    public boolean holds() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
