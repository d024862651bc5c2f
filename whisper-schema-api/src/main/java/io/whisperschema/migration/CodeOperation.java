package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.plan.CodeStep;

/**
 * Host code runs. Its name and version stand for what it does; the code itself is in no checksum, and neither is what
 * becomes of it after an interruption.
 *
 * @param step the code
 * @param interrupted what becomes of it where a run outside of transactions was killed within it
 */
public record CodeOperation(CodeStep<?> step, Interrupted interrupted) implements Operation {
    /** What becomes of code of which nobody can see how far it came. */
    public enum Interrupted {
        /** The next start refuses to go on. */
        REFUSED,
        /** The next start runs it again. */
        RUNS_AGAIN
    }

    public CodeOperation {
        requireNonNull(step);
        requireNonNull(interrupted);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.code(this);
    }

    @Override
    public String words() {
        return "run " + step.name() + " (version " + step.version() + ")";
    }
}
