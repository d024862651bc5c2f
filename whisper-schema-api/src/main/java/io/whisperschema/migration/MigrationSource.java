package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import java.util.List;
import java.util.Optional;

/** Where the migrations of a set come from. */
interface MigrationSource {
    /** Whether there is none. */
    boolean isEmpty();

    /** The set's digest where it is known without the migrations themselves. */
    Optional<String> digest(DialectName dialect);

    /** All of them, in order. */
    List<Migration> inOrder();

    /** These, which are in order already. */
    static MigrationSource of(List<Migration> inOrder) {
        List<Migration> all = List.copyOf(inOrder);
        return new MigrationSource() {
            @Override
            public boolean isEmpty() {
                return all.isEmpty();
            }

            @Override
            public Optional<String> digest(DialectName dialect) {
                return Optional.empty();
            }

            @Override
            public List<Migration> inOrder() {
                return all;
            }
        };
    }
}
