package io.whisperschema.migration;

import io.whisperschema.diff.CodeName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.plan.CodeStep;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;

/** Host code by its names, by which a run finds it. */
final class CodeNames {
    private CodeNames() {}

    static CodeName of(CodeStep<?> step) {
        return new CodeName(step.name(), step.version());
    }

    /** One that is spoken of twice is the same code. */
    static List<CodeStep<?>> with(List<CodeStep<?>> code, CodeStep<?> step) {
        var more = new LinkedHashSet<CodeStep<?>>(code);
        more.add(step);
        return List.copyOf(more);
    }

    /** Refuses a name by which two pieces of code would be found. */
    static void refuseNamesakes(String place, List<CodeStep<?>> code) {
        var names = new HashSet<String>();
        code.stream()
                .distinct()
                .map(CodeStep::name)
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidMigration(
                            place,
                            "two parts of its code are named " + name,
                            "Give each a name of its own, and the same code to all that it is for.");
                });
    }
}
