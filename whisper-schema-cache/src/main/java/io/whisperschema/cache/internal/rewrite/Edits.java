package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.definition.cache.Caches;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.FieldEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows a recipe's edits from the family before to what it becomes. */
final class Edits {
    private final KeyFamily after;
    private final Map<String, CacheField> known = new LinkedHashMap<>();
    private final List<Edit> edits = new ArrayList<>();

    private Edits(EntryRecipe recipe) {
        after = recipe.after();
        recipe.before().fields().forEach(field -> known.put(field.name(), field));
    }

    /** A recipe's edits, each with what is known of the fields then. */
    static List<Edit> of(EntryRecipe recipe) {
        var edits = new Edits(recipe);
        recipe.edits().forEach(edits::add);
        return List.copyOf(edits.edits);
    }

    private void add(FieldEdit edit) {
        if (edit instanceof FieldEdit.Rename rename) {
            if (!rename.field().equals(rename.after())) {
                rename(field(rename.field()), rename.after());
            }
        } else if (edit instanceof FieldEdit.Retype retype) {
            retype(field(retype.field()), retype.type());
        } else if (edit instanceof FieldEdit.Add add) {
            CacheField field = field(add.field());
            edits.add(new Edit.Add(place(field), field.type(), add.value()));
            known.put(field.name(), field);
        } else if (edit instanceof FieldEdit.Drop drop) {
            edits.add(new Edit.Drop(place(field(drop.field()))));
            known.remove(drop.field());
        } else if (edit instanceof FieldEdit.Compute compute) {
            compute(field(compute.field()), compute.code());
        }
    }

    /** As it is by then, or else as it will be. */
    private CacheField field(String name) {
        return Optional.ofNullable(known.get(name))
                .or(() -> after.field(name))
                .orElseGet(() -> Caches.field(name).string());
    }

    private static Place place(CacheField field) {
        return new Place(field.name(), field.within());
    }

    private void rename(CacheField field, String other) {
        edits.add(new Edit.Rename(place(field), other));
        known.remove(field.name());
        known.put(other, new CacheField(other, field.type(), field.presence(), field.within()));
        known.replaceAll((name, each) -> each.within().equals(Optional.of(field.name())) ? each.within(other) : each);
    }

    private void retype(CacheField field, CacheFieldType type) {
        edits.add(new Edit.Retype(place(field), field.type(), type));
        known.put(field.name(), new CacheField(field.name(), type, field.presence(), field.within()));
    }

    /** Code that gives several fields one after the other is asked once. */
    private void compute(CacheField field, CodeName code) {
        CacheField wanted = after.field(field.name()).orElse(field);
        known.put(wanted.name(), wanted);
        var asked = new ArrayList<String>();
        int last = edits.size() - 1;
        if (last >= 0
                && edits.get(last) instanceof Edit.Compute before
                && before.code().equals(code)) {
            asked.addAll(before.asked());
            edits.remove(last);
        }
        asked.add(wanted.name());
        edits.add(new Edit.Compute(code, asked, List.copyOf(known.values())));
    }
}
