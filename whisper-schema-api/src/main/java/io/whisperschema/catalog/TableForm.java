package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * How a table is kept, beside what is in it.
 *
 * @param options of SQLite
 * @param partitionedBy by what PostgreSQL divides it, from the method on: {@code RANGE (created_at)}
 * @param partitionOf of which table it is a part
 */
public record TableForm(Set<Option> options, Optional<String> partitionedBy, Optional<PartitionOf> partitionOf) {
    /** A table like most. */
    public static final TableForm PLAIN = new TableForm(Set.of(), Optional.empty(), Optional.empty());

    public TableForm {
        options = Set.copyOf(options);
        requireNonNull(partitionedBy);
        requireNonNull(partitionOf);
    }

    /** An option of a table of SQLite. */
    public enum Option {
        /** Its types are enforced. */
        STRICT,
        /** Its primary key is its storage order; it has no rowid. */
        WITHOUT_ROWID
    }

    /**
     * The place of a partition.
     *
     * @param table the table that it is a part of
     * @param bound the rows that it takes: {@code FOR VALUES FROM … TO …}, or {@code DEFAULT}
     */
    public record PartitionOf(String table, String bound) {
        public PartitionOf {
            requireNonNull(table);
            requireNonNull(bound);
        }
    }

    /** The form of a table of SQLite with these options. */
    public static TableForm of(Set<Option> options) {
        return new TableForm(options, Optional.empty(), Optional.empty());
    }

    /** Whether it is a table like most. */
    public boolean isPlain() {
        return equals(PLAIN);
    }
}
