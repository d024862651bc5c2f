package io.whisperschema.cache.internal.rewrite;

import static java.util.Objects.requireNonNull;

import io.whisperschema.cache.CachedValues;
import io.whisperschema.cache.FieldValues;
import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.error.SchemaException;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.spi.Execution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The host code of a recipe. */
final class Codes {
    private final EntryRecipe recipe;
    private final Map<CodeName, CodeStep<CachedValues>> codes = new HashMap<>();

    /** All of it, which the host has at hand. */
    Codes(EntryRecipe recipe, Execution execution) {
        this.recipe = recipe;
        for (CodeName code : recipe.codes()) {
            codes.put(code, execution.code(code.name(), code.version(), CachedValues.class));
        }
    }

    /** Lets the code of an edit compute fields of these values. */
    void compute(Edit.Compute edit, List<Document> documents) {
        CodeStep<CachedValues> code = codes.get(edit.code());
        if (code == null || documents.isEmpty()) {
            return;
        }
        try {
            code.run(new Batch(edit, documents));
        } catch (SchemaException | Stopped known) {
            throw known;
        } catch (Exception failure) {
            throw new Stopped("code " + edit.code() + " failed: " + failure, failure);
        }
    }

    private final class Batch implements CachedValues {
        private final Set<String> asked;
        private final List<Value> values;

        Batch(Edit.Compute edit, List<Document> documents) {
            asked = Set.copyOf(edit.asked());
            values = documents.stream()
                    .<Value>map(document -> new Computed(edit, document))
                    .toList();
        }

        @Override
        public Set<String> asked() {
            return asked;
        }

        @Override
        public List<Value> values() {
            return values;
        }
    }

    private final class Computed implements CachedValues.Value {
        private final Edit.Compute edit;
        private final Document document;

        Computed(Edit.Compute edit, Document document) {
            this.edit = edit;
            this.document = document;
        }

        @Override
        public Map<String, String> key() {
            Optional<String> key = document.key().text();
            return Stream.of(recipe.after(), recipe.before())
                    .map(KeyFamily::pattern)
                    .flatMap(pattern -> key.flatMap(pattern::match).stream())
                    .findFirst()
                    .orElse(Map.of());
        }

        @Override
        public FieldValues fields() {
            return document.values(edit.known());
        }

        @Override
        public void put(String field, Object value) {
            CacheField wanted = edit.known().stream()
                    .filter(each -> each.name().equals(field) && edit.asked().contains(field))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("field " + field + " is not asked for"));
            Object checked = FieldValues.of(Map.of(field, value)).values().get(field);
            document.put(wanted, requireNonNull(checked));
        }

        @Override
        public RuntimeException refused(String why) {
            return new Stopped("code " + edit.code() + " refused a value under key " + document.key() + ": it " + why);
        }
    }
}
