package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.cache.internal.fields.FieldText;
import io.whisperschema.diff.CacheChange;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.FieldEdit;
import io.whisperschema.error.UnreadableValue;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.plan.Undo;
import java.util.ArrayList;
import java.util.Optional;

/** Plans how entries are rewritten. */
public final class RewritePlan {
    private RewritePlan() {}

    /**
     * The step that makes a change.
     *
     * @throws UnsupportedChange if it cannot be made
     */
    public static Step step(String store, CacheChange.RewriteEntries change) {
        EntryRecipe recipe = change.recipe();
        requireKeysThatTell(store, change);
        recipe.edits().forEach(edit -> requireValue(store, change, edit));
        return new Step(
                "",
                store,
                change,
                Optional.of(statement(recipe)),
                risk(recipe),
                Isolation.ALONE,
                new Undo.Impossible("a migration is taken back as a whole"));
    }

    private static void requireKeysThatTell(String store, CacheChange.RewriteEntries change) {
        if (new NewKeys(change.recipe()).areAllAmbiguous()) {
            throw new UnsupportedChange(
                    store,
                    change.words(),
                    "keys of " + change.recipe().before().pattern() + " are keys of "
                            + change.recipe().after().pattern() + " too, so that nobody can tell which are new",
                    "Give the new pattern a text that the old keys have not.");
        }
    }

    private static void requireValue(String store, CacheChange.RewriteEntries change, FieldEdit edit) {
        if (edit instanceof FieldEdit.Add add) {
            change.recipe().after().field(add.field()).ifPresent(field -> {
                try {
                    FieldText.read(field.type(), add.value());
                } catch (UnreadableValue none) {
                    throw new UnsupportedChange(
                            store,
                            change.words(),
                            "the value of field " + add.field() + " is not "
                                    + field.type().text(),
                            "Give a text of that type.");
                }
            });
        }
    }

    private static String statement(EntryRecipe recipe) {
        var words = new ArrayList<String>();
        recipe.edits().forEach(edit -> words.add(edit.words()));
        recipe.form().ifPresent(form -> words.add("write messages as " + form.text()));
        if (recipe.movesKeys()) {
            words.add("move keys to " + recipe.after().pattern());
        }
        if (words.isEmpty()) {
            words.add("put version " + recipe.after().valueVersion() + " on record");
        }
        return "rewrite " + recipe.before().pattern() + ": " + String.join(", ", words);
    }

    private static Risk risk(EntryRecipe recipe) {
        boolean drops = recipe.edits().stream().anyMatch(FieldEdit.Drop.class::isInstance);
        boolean loses = drops || (recipe.movesKeys() && recipe.meeting() == EntryRecipe.Meeting.KEEP_NEW);
        Risk risk = Risk.of(Danger.REWRITES_ENTRIES);
        return loses ? risk.with(Danger.LOSES_DATA) : risk;
    }
}
