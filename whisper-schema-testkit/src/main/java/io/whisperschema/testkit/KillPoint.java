package io.whisperschema.testkit;

/**
 * A named place in a child JVM's program where it may be told to stop dead, without running another line.
 *
 * <p>The parent chooses the place with {@link ChildJvm.Launch#haltingAt}; elsewhere nothing happens.
 */
public final class KillPoint {
    /** The exit code of a JVM that stopped at its kill point: that of a process ended by SIGKILL. */
    public static final int EXIT_CODE = 137;

    static final String PROPERTY = "whisper.test.kill-point";

    private KillPoint() {}

    /** Halts this JVM when it was started to halt here. */
    public static void reached(String name) {
        if (name.equals(System.getProperty(PROPERTY))) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
