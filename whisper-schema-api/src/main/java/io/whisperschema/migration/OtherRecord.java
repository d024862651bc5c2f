package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What another tool has on record of its migrations, in a table of its own. It is read and stays as it is.
 *
 * @param tool whose record it is
 * @param applied the versions that are applied by themselves, in that tool's words
 * @param reached the versions that are applied with all that is before them
 * @param failed the versions of which nobody knows whether they are applied
 */
public record OtherRecord(Tool tool, List<String> applied, List<String> reached, List<String> failed) {
    public OtherRecord {
        requireNonNull(tool);
        applied = List.copyOf(applied);
        reached = List.copyOf(reached);
        failed = List.copyOf(failed);
    }

    /** A tool whose record we know. */
    public enum Tool {
        /** It names the heads only: each stands for all that is before it. */
        ALEMBIC("alembic_version"),
        /** It names each version, and maybe one from which it began. */
        FLYWAY("flyway_schema_history");

        private final String table;

        Tool(String table) {
            this.table = table;
        }

        /** The table it keeps its record in. */
        public String table() {
            return table;
        }
    }

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return applied.isEmpty() && reached.isEmpty() && failed.isEmpty();
    }
}
