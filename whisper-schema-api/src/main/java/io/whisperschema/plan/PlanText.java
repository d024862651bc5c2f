package io.whisperschema.plan;

/** {@link Plan#text()}. */
final class PlanText {
    private PlanText() {}

    static String of(Plan plan) {
        var text = new StringBuilder();
        plan.steps().forEach(step -> append(step, text));
        text.append(plan.isEmpty() ? "Nothing to do." : plan.summary()).append('\n');
        plan.warnings().forEach(warning -> text.append(warning.text()).append('\n'));
        return text.toString();
    }

    private static void append(Step step, StringBuilder text) {
        text.append(step.id() + ". [" + step.store() + "] " + step.change().words() + "\n");
        step.statement().ifPresent(statement -> text.append(indented(statement)).append('\n'));
        if (!step.risk().text().isEmpty()) {
            text.append("     risk: ").append(step.risk().text()).append('\n');
        }
        if (step.undo() instanceof Undo.Impossible impossible) {
            text.append("     cannot be undone: ").append(impossible.reason()).append('\n');
        }
    }

    private static String indented(String statement) {
        return "     " + statement.replace("\n", "\n     ");
    }
}
