package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** That every row of a table is still there, with every value whose column persists and holds it. */
final class Survival {
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Map<String, String>> before;
    private final List<Map<String, String>> after;

    private Survival(List<Map<String, String>> before, List<Map<String, String>> after) {
        this.before = before;
        this.after = after;
    }

    /** A column before and after. */
    private record Pair(Column before, Column after) {
        boolean keeps(Map<String, String> rowBefore, Map<String, String> rowAfter) {
            Optional<String> value = Optional.ofNullable(rowBefore.get(before.name()));
            Optional<String> found = Optional.ofNullable(rowAfter.get(after.name()));
            return value.isPresent() == found.isPresent()
                    && (value.isEmpty()
                            || new Conversion(before.type(), after.type()).keeps(value.get(), found.orElseThrow()));
        }
    }

    /**
     * @param names new names of columns by their old ones
     */
    static void check(
            Table before, Rows rowsBefore, Table after, Rows rowsAfter, Map<String, String> names, String context) {
        var survival = new Survival(
                rowsBefore.tables().getOrDefault(before.name(), List.of()),
                rowsAfter.tables().getOrDefault(after.name(), List.of()));
        for (Column column : before.columns()) {
            after.column(names.getOrDefault(column.name(), column.name()))
                    .filter(one -> one.generated().isEmpty())
                    .ifPresent(one -> survival.pairs.add(new Pair(column, one)));
        }
        survival.check("rows of table " + before.name() + ", " + context);
    }

    private void check(String what) {
        assertThat(after).as(what).hasSameSizeAs(before);
        assertThat(lost()).as(what + ", which should be among " + after).isEmpty();
    }

    /** The rows that find no partner of their own: the usual way to match all of two sides. */
    private List<Map<String, String>> lost() {
        int[] partner = new int[after.size()];
        Arrays.fill(partner, -1);
        var lost = new ArrayList<Map<String, String>>();
        for (int row = 0; row < before.size(); row++) {
            if (!isMatched(row, partner, new boolean[after.size()])) {
                lost.add(before.get(row));
            }
        }
        return lost;
    }

    private boolean isMatched(int row, int[] partner, boolean[] tried) {
        for (int at = 0; at < after.size(); at++) {
            if (!tried[at] && isSame(before.get(row), after.get(at))) {
                tried[at] = true;
                if (partner[at] < 0 || isMatched(partner[at], partner, tried)) {
                    partner[at] = row;
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSame(Map<String, String> rowBefore, Map<String, String> rowAfter) {
        return pairs.stream().allMatch(pair -> pair.keeps(rowBefore, rowAfter));
    }
}
