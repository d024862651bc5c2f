package io.whisperschema.move;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.whisperschema.finding.Finding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One kind of flaw in one column: how often, where, and what becomes of it.
 *
 * @param table the source's name of the table
 * @param column the source's name of the column; empty where the flaw is of the row
 * @param flaw what is wrong
 * @param count how many rows have it
 * @param refused how many of them nothing is said to be done about
 * @param samples the first of them
 * @param treatment what becomes of them
 * @param rules how many of them each rule can mend; where rules were asked for, how many each of those does
 */
public record FlawFound(
        String table,
        String column,
        Flaw flaw,
        long count,
        long refused,
        List<Sample> samples,
        Treatment treatment,
        Map<Rule, Long> rules) {
    public FlawFound {
        requireNonNull(table);
        requireNonNull(column);
        requireNonNull(flaw);
        samples = List.copyOf(samples);
        requireNonNull(treatment);
        rules = Map.copyOf(rules);
    }

    /** Whether the move does not begin because of it. */
    public boolean isRefused() {
        return refused > 0;
    }

    /** Where, what and how often, such as {@code facts.verified: TRUTH_SPELLING, 3 rows (id 7; id 12; id 15)}. */
    public String sentence() {
        return place() + ": " + flaw + ", " + count + (count == 1 ? " row" : " rows") + shownSamples();
    }

    /** The sentence, and below it what becomes of those rows or what can be done about them. */
    public String text() {
        return sentence() + "\n  " + outcome();
    }

    /** The flaw as a finding: an error where it stops the move. */
    public Finding finding() {
        String found = flaw + " in " + count + (count == 1 ? " row" : " rows") + shownSamples();
        return isRefused()
                ? Finding.error(place(), "values that fit", found, outcome())
                : Finding.notice(place(), "values that fit", found, outcome());
    }

    private String place() {
        return column.isEmpty() ? table : table + "." + column;
    }

    private String shownSamples() {
        return samples.isEmpty()
                ? ""
                : samples.stream()
                        .map(sample -> sample.key()
                                + sample.value().map(value -> " = " + value).orElse(""))
                        .collect(joining("; ", " (", ")"));
    }

    private String outcome() {
        if (isRefused()) {
            return refused == count ? "refused. " + remedy() : "refused in " + refused + " of them. " + remedy();
        }
        if (treatment instanceof Treatment.Refuse) {
            return "moved as it is.";
        }
        if (treatment instanceof Treatment.Reject) {
            return "written to the file of rejects.";
        }
        return treatment instanceof Treatment.AsNull ? "moved without the value." : "made to fit by " + counts() + ".";
    }

    private String remedy() {
        String call = "MoveOptions.treating(Flaw." + flaw + ", Treatment.";
        return rules.isEmpty()
                ? "Mend the source, or treat it: " + call + "reject()), or with Treatment.asNull()."
                : "Treat it: " + call + "coerce(Rule.…)) with " + counts()
                        + "; Treatment.reject() or asNull() takes all.";
    }

    private String counts() {
        return rules.isEmpty()
                ? "no rule"
                : new EnumMap<>(rules)
                        .entrySet().stream()
                                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                                .collect(joining(", "));
    }
}
