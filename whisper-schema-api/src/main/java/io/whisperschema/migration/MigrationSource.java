package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import java.util.Optional;

/** Where the migrations of a set come from. */
interface MigrationSource {
    /** Whether there is none. */
    boolean isEmpty();

    /** The set's digest where it is known without the migrations themselves. */
    Optional<String> digest(DialectName dialect);

    /** All of them. */
    MigrationSet load();

    /** These. */
    static MigrationSource of(MigrationSet set) {
        return new MigrationSource() {
            @Override
            public boolean isEmpty() {
                return set.inOrder().isEmpty() && set.repeatable().isEmpty();
            }

            @Override
            public Optional<String> digest(DialectName dialect) {
                return Optional.empty();
            }

            @Override
            public MigrationSet load() {
                return set;
            }
        };
    }
}
