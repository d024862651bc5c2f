package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.FieldEdit;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The fields of hashes that a recipe may touch or show. */
final class Fields {
    private Fields() {}

    static Set<String> of(EntryRecipe recipe) {
        var fields = new HashSet<String>();
        if (recipe.edits().isEmpty()) {
            return fields;
        }
        Stream.concat(recipe.before().fields().stream(), recipe.after().fields().stream())
                .map(CacheField::name)
                .forEach(fields::add);
        for (FieldEdit edit : recipe.edits()) {
            fields.add(edit.field());
            if (edit instanceof FieldEdit.Rename rename) {
                fields.add(rename.after());
            }
        }
        return fields;
    }
}
