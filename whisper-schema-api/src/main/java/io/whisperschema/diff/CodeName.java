package io.whisperschema.diff;

import io.whisperschema.internal.Checks;

/**
 * Host code that a change speaks of; whoever executes it has it at hand.
 *
 * @param name its name
 * @param version its own version, which stands for its checksum
 */
public record CodeName(String name, String version) {
    public CodeName {
        Checks.name("code", name);
        Checks.name("code " + name + ", version", version);
    }

    @Override
    public String toString() {
        return name + " (version " + version + ")";
    }
}
