package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aChildSeesTheSameClassPathAndItsArguments() {
        try (ChildJvm child = ChildJvm.of(Echo.class).start("one", "a b")) {
            assertThat(child.waitFor(PATIENCE)).isEqualTo(3);
            assertThat(child.output()).startsWith("one", "a b").contains("assertj Assertions", "gr\u00fc\u00dfe");
        }
    }

    @Test
    void optionsReachTheJvm() {
        try (ChildJvm child = ChildJvm.of(Echo.class)
                .withJvmOptions("-Xmx64m", "-Dgreeting=hello \"you\"")
                .start()) {
            assertThat(child.awaitLine("heap", PATIENCE)).isEqualTo("heap 64");
            assertThat(child.awaitLine("greeting", PATIENCE)).isEqualTo("greeting hello \"you\"");
        }
    }

    @Test
    void aLineIsAwaitedAndTheChildKilled() {
        try (ChildJvm child = ChildJvm.of(Counting.class).start()) {
            assertThat(child.awaitLine("step", PATIENCE)).isEqualTo("step 1");
            assertThat(child.awaitLine("step", PATIENCE)).isEqualTo("step 2");
            child.kill();
            assertThat(child.waitFor(PATIENCE)).isEqualTo(137);
            assertThat(child.output()).doesNotContain("tidied up");
        }
    }

    @Test
    void aLineThatDoesNotComeIsAFailureThatShowsWhatDid() {
        try (ChildJvm child = ChildJvm.of(Counting.class).start()) {
            child.awaitLine("step 2", PATIENCE);
            assertThatThrownBy(() -> child.awaitLine("step 3", Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("did not say 'step 3' within PT0.05S")
                    .hasMessageContaining("step 2");
            assertThatThrownBy(() -> child.waitFor(Duration.ofMillis(50))).hasMessageContaining("did not end");
        }
    }

    @Test
    void aChildThatEndsEarlyIsAFailure() {
        try (ChildJvm child = ChildJvm.of(Echo.class).start()) {
            assertThatThrownBy(() -> child.awaitLine("never said", PATIENCE))
                    .hasMessageContaining("ended without saying 'never said'");
        }
    }

    @Test
    void aChildHaltsAtTheNamedPointAndNotBefore() {
        try (ChildJvm child = ChildJvm.of(Counting.class).haltingAt("after 1").start()) {
            assertThat(child.waitFor(PATIENCE)).isEqualTo(KillPoint.EXIT_CODE);
            assertThat(child.output()).containsExactly("step 1");
        }
    }

    /** Says what it was given. */
    static final class Echo {
        public static void main(String[] arguments) {
            for (String argument : arguments) {
                System.out.println(argument);
            }
            System.out.println("assertj " + Assertions.class.getSimpleName());
            System.out.println("gr\u00fc\u00dfe");
            System.out.println("heap " + Runtime.getRuntime().maxMemory() / (1 << 20));
            System.out.println("greeting " + System.getProperty("greeting"));
            System.exit(3);
        }
    }

    /** Takes two steps and waits for its end. */
    static final class Counting {
        public static void main(String[] arguments) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("tidied up")));
            System.out.println("step 1");
            KillPoint.reached("after 1");
            System.out.println("step 2");
            Thread.currentThread().join();
        }
    }
}
