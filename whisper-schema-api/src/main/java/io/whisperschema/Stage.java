package io.whisperschema;

import io.whisperschema.Likeness.Thing;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading.Unread;
import io.whisperschema.migration.Migration;
import java.util.List;
import java.util.Set;

/**
 * The structure after a migration, beside the one that is there.
 *
 * @param migration the migration
 * @param made the structure that it leaves
 * @param notUnderstood the statements up to it that are not understood
 * @param withoutTrace how many statements up to it leave no trace in a structure
 * @param likeness how what is there is like that
 */
record Stage(
        Migration migration, RelationalCatalog made, List<Unread> notUnderstood, long withoutTrace, Likeness likeness) {
    Stage {
        notUnderstood = List.copyOf(notUnderstood);
    }

    /** The same where those things are nobody's concern. */
    Stage beside(Set<Thing> others) {
        return new Stage(migration, made, notUnderstood, withoutTrace, likeness.beside(others));
    }
}
