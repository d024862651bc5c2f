package io.whisperschema.vector.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.property.FailedRun;
import io.whisperschema.property.Property;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the embedded engine, in whatever order: it answers as a plain reference does. */
class EmbeddedModelTest {
    private static final int CASES = 60;
    private static final double FEW = 0.05;

    @TempDir
    private Path folder;

    private final AtomicInteger files = new AtomicInteger();
    private int undecided;
    private int done;

    @Test
    void theEngineAnswersAsThePlainReferenceDoes() {
        Property.holds(Property.cases(CASES), this::check);
        assertThat((double) undecided)
                .as("answers that single precision leaves open")
                .isLessThan(done * FEW);
    }

    private void check(long seed, int size) {
        List<Operation> operations = new RandomOperations(seed).some(size);
        Optional<FailedRun<Operation>> failure = failure(operations);
        if (failure.isPresent()) {
            throw failure.get().shortest(this::failure).error();
        }
    }

    /** Only what opens a file again needs one. */
    private History history(List<Operation> operations) {
        return operations.contains(Operation.Reopening.REOPEN)
                ? History.on(folder.resolve(files.incrementAndGet() + ".qdrant"))
                : History.inMemory();
    }

    private Optional<FailedRun<Operation>> failure(List<Operation> operations) {
        try (var history = history(operations)) {
            for (int i = 0; i < operations.size(); i++) {
                try {
                    history.go(operations.get(i));
                } catch (RuntimeException | AssertionError differing) {
                    return Optional.of(new FailedRun<>(operations.subList(0, i + 1), differing));
                }
            }
            undecided += history.undecided();
            done += operations.size();
        }
        return Optional.empty();
    }
}
