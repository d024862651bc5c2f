package io.whisperschema.migration;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.Change;
import io.whisperschema.finding.Finding;
import java.util.Optional;

/**
 * One statement of a migration.
 *
 * @param migration which migration
 * @param place where the statement stands, such as {@code 0002_add_mood.sql, line 3}
 * @param way there or back
 * @param rows the lines that the statement loads, where it is a {@code COPY … FROM stdin}; no part of what is shown
 */
public record StatementChange(MigrationId migration, String place, Way way, Optional<String> rows) implements Change {
    /** A statement without rows. */
    public StatementChange(MigrationId migration, String place, Way way) {
        this(migration, place, way, Optional.empty());
    }

    /** There or back. */
    public enum Way {
        /** The migration is applied. */
        THERE("migration "),
        /** It is taken back. */
        BACK("take back migration ");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    @Override
    public StoreKind kind() {
        return StoreKind.RELATIONAL;
    }

    @Override
    public String words() {
        return way.words + migration + ", " + place;
    }

    @Override
    public Finding finding() {
        return Finding.error("migration " + migration, "applied", "pending", "Run migrate() or bootstrap().");
    }

    /** A statement may do anything, so only the record of the whole migration tells. */
    @Override
    public State stateIn(Catalog catalog) {
        return State.UNKNOWN;
    }
}
