package io.whisperschema.plan;

/**
 * Host code that a plan refers to by name. The plan is data and holds no code; the code is handed to execute.
 *
 * @param <C> what it works on: a {@code Connection}, a client, a driver
 */
public interface CodeStep<C> {
    /** The name by which plans refer to it. */
    String name();

    /** Its version, which stands for its checksum: change it when the code means something else. */
    String version();

    /** What it works on. */
    Class<C> context();

    /** Does the work; what it throws stops the plan. */
    void run(C context) throws Exception;
}
