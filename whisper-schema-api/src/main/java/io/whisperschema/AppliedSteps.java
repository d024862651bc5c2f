package io.whisperschema;

import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution.Applied;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which steps of a plan are applied so far, in the words of errors. */
final class AppliedSteps {
    private final Plan plan;
    private final Set<String> applied;
    private final int earlier;

    /**
     * @param applied the ids of those that are, as long as the run lasts
     * @param earlier how many steps of earlier plans the same call has applied
     */
    AppliedSteps(Plan plan, Set<String> applied, int earlier) {
        this.plan = plan;
        this.applied = applied;
        this.earlier = earlier;
    }

    int count() {
        return earlier + applied.size();
    }

    String inAll() {
        return switch (count()) {
            case 0 -> Applied.NOTHING.words();
            case 1 -> "1 step is applied.";
            default -> count() + " steps are applied.";
        };
    }

    /** Of those before the one that is spoken of. */
    String before() {
        return switch (count()) {
            case 0 -> Applied.NOTHING.words();
            case 1 -> "1 step before it is applied.";
            default -> "The " + count() + " steps before it are applied.";
        };
    }

    /** The same, and how many are not. */
    String beforeAndRest() {
        int rest = plan.steps().size() - applied.size();
        return before() + (rest == 1 ? " 1 step is not." : " " + rest + " steps are not.");
    }

    /** Store by store, for an error that is none of a step. */
    Applied onEachStore() {
        if (count() == 0) {
            return Applied.NOTHING;
        }
        String before =
                earlier == 0 ? "" : "Applied before this plan: " + earlier + (earlier == 1 ? " step. " : " steps. ");
        return new Applied(
                count(),
                before
                        + sentence("Applied", step -> applied.contains(step.id()))
                        + sentence("Not applied", step -> !applied.contains(step.id()))
                                .strip());
    }

    private String sentence(String what, Predicate<Step> which) {
        Map<String, List<Step>> ofStores = new LinkedHashMap<>();
        plan.steps().stream()
                .filter(which)
                .forEach(step -> ofStores.computeIfAbsent(step.store(), store -> new ArrayList<>())
                        .add(step));
        return ofStores.isEmpty()
                ? ""
                : ofStores.entrySet().stream()
                        .map(one -> Compensation.ids(one.getValue()) + " of " + one.getKey())
                        .collect(Collectors.joining("; ", what + ": ", ". "));
    }
}
