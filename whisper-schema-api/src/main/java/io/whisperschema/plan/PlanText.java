package io.whisperschema.plan;

/** {@link Plan#text()}. */
final class PlanText {
    private PlanText() {}

    static String of(Plan plan) {
        if (plan.isEmpty()) {
            return "Nothing to do.\n";
        }
        var text = new StringBuilder();
        plan.steps().forEach(step -> append(step, text));
        return text.append(plan.summary()).append('\n').toString();
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
