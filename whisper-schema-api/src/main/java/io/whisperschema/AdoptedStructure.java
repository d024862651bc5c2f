package io.whisperschema;

import io.whisperschema.BootstrapOptions.Strangers;
import io.whisperschema.Likeness.Thing;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.OtherRecord.Tool;
import io.whisperschema.spi.RelationalStore;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a database holds what the migrations make for which another tool's record stands. */
final class AdoptedStructure {
    private final RelationalStore store;
    private final Surroundings around;
    private final SchemaDefinition definition;
    private final Strangers strangers;

    AdoptedStructure(RelationalStore store, Surroundings around, SchemaDefinition definition, Strangers strangers) {
        this.store = store;
        this.around = around;
        this.definition = definition;
        this.strangers = strangers;
    }

    /**
     * Refuses a database that holds something else than those make. Where their text alone does not tell what they
     * make, the record is all there is to go by.
     *
     * @throws StoreDiffers if it lacks something of theirs, has it otherwise, or has something of later ones; or holds
     *     what is not theirs and that is refused
     */
    void refuseAnother(List<Migration> adopted, RelationalCatalog actual) {
        Trace.of(store, around.migrations(), adopted)
                .ifPresent(trace -> refuseAnother(adopted, trace, withoutRecords(actual)));
    }

    /** What a database lacks of what those make or has otherwise; nothing where their text alone does not tell. */
    List<String> gaps(List<Migration> some, RelationalCatalog actual) {
        return Trace.of(store, around.migrations(), some)
                .map(trace -> likeness(actual, trace.catalog()).gaps())
                .orElse(List.of());
    }

    private static RelationalCatalog withoutRecords(RelationalCatalog actual) {
        List<String> records = Arrays.stream(Tool.values()).map(Tool::table).toList();
        return actual.without(records::contains);
    }

    private Likeness likeness(RelationalCatalog actual, RelationalCatalog made) {
        Diff diff = around.adoption().appliedTo(SchemaDiff.between(actual, made), definition);
        return new Likeness(diff, Likeness.things(made), Likeness.things(actual));
    }

    private void refuseAnother(List<Migration> adopted, Trace trace, RelationalCatalog actual) {
        Likeness likeness = likeness(actual, trace.catalog());
        if (!likeness.gaps().isEmpty() || holdsLater(likeness.beyond(), adopted, trace)) {
            throw differs(
                    adopted,
                    likeness.differences(),
                    "Bring it to where that record says it is, or correct the record or what you said its versions stand for;"
                            + " then start again. If these differences may be, say stamp(…).");
        }
        refuseStrangers(adopted, likeness.beyond());
    }

    /** Whether any of that is what migrations make that it is said not to have. */
    private boolean holdsLater(Collection<Thing> beyond, List<Migration> adopted, Trace trace) {
        return !beyond.isEmpty() && madeLater(adopted, trace).stream().anyMatch(beyond::contains);
    }

    private Set<Thing> madeLater(List<Migration> adopted, Trace trace) {
        var things = new HashSet<Thing>();
        try {
            for (Migration migration : around.migrations().inOrder()) {
                if (!adopted.contains(migration)) {
                    trace.add(around.migrations(), migration);
                    things.addAll(Likeness.things(trace.catalog()));
                }
            }
            return things;
        } catch (InvalidMigration | UnsupportedChange | UnreadableDocument unknown) {
            return things;
        }
    }

    private void refuseStrangers(List<Migration> adopted, Collection<Thing> beyond) {
        if (!beyond.isEmpty() && strangers == Strangers.REFUSED) {
            throw differs(
                    adopted,
                    Likeness.words(beyond)
                            .map(thing -> thing + ": expected nothing beside what these migrations make, found it")
                            .toList(),
                    "If that may stay, say so with BootstrapOptions.cautious().besideStrangers().");
        }
    }

    private StoreDiffers differs(List<Migration> adopted, List<String> differences, String remedy) {
        return new StoreDiffers(
                store.name(),
                differences,
                "Another tool's record says that it has "
                        + String.join(
                                ", ", adopted.stream().map(Migration::line).toList()) + ". " + remedy);
    }
}
