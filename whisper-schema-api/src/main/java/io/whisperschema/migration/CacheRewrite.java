package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.definition.cache.DocumentForm;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.diff.CacheChange;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.EntryRecipe.Meeting;
import io.whisperschema.diff.FieldEdit;
import io.whisperschema.plan.CodeStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Entries of a cache become those of a key family as it is defined here, each keeping its expiry. {@link CacheOperations} writes
 * it.
 *
 * <pre>{@code
 * Migration.of(4, "author_name").operations(
 *         rewrite(MESSAGES, MESSAGES_V2)
 *                 .renamingField("author", "author_name")
 *                 .retypingField("score", CacheFieldType.FLOAT))
 * }</pre>
 *
 * <p>Which version its values are of the cache has on record, written behind the last entry, so that running it again goes on
 * and does no harm. What cannot be read stays as it is and is reported.
 *
 * @param before the family before
 * @param after what it becomes
 * @param edits what becomes of fields, one after the other
 * @param form how messages are written from then on; as they are when absent
 * @param meeting what becomes of an entry whose new key is taken
 * @param code the code that the edits speak of
 */
public record CacheRewrite(
        KeyFamily before,
        KeyFamily after,
        List<FieldEdit> edits,
        Optional<DocumentForm> form,
        Meeting meeting,
        List<CodeStep<?>> code)
        implements OtherStoreOperation {
    public CacheRewrite {
        edits = new EntryRecipe(before, after, edits, form, meeting).edits();
        code = List.copyOf(code);
    }

    /** A field gets another name. */
    public CacheRewrite renamingField(String name, String newName) {
        return editing(new FieldEdit.Rename(name, newName));
    }

    /** A field's values become that type, where that loses nothing; what cannot stays as it is and is reported. */
    public CacheRewrite retypingField(String field, CacheFieldType type) {
        return editing(new FieldEdit.Retype(field, type));
    }

    /**
     * Values that have no such field get it.
     *
     * @param value as text, in the form of the field's type
     */
    public CacheRewrite addingField(String field, String value) {
        return editing(new FieldEdit.Add(field, value));
    }

    /** A field goes, with its values. */
    public CacheRewrite droppingField(String field) {
        return editing(new FieldEdit.Drop(field));
    }

    /** Host code gives a field its value; it may run again on values that it has seen. */
    public CacheRewrite computingField(String field, CodeStep<?> step) {
        return with(plus(new FieldEdit.Compute(field, CodeNames.of(step))), CodeNames.with(code, step));
    }

    /** Messages are written in that form; they are read in whichever they were. */
    public CacheRewrite writtenAs(DocumentForm changed) {
        return new CacheRewrite(before, after, edits, Optional.of(requireNonNull(changed)), meeting, code);
    }

    /** An entry whose new key is taken goes, and the one that is there stays. Without this it stops the run. */
    public CacheRewrite keepingNewEntries() {
        return new CacheRewrite(before, after, edits, form, Meeting.KEEP_NEW, code);
    }

    private CacheRewrite editing(FieldEdit edit) {
        return with(plus(edit), code);
    }

    private List<FieldEdit> plus(FieldEdit edit) {
        return Stream.concat(edits.stream(), Stream.of(edit)).toList();
    }

    private CacheRewrite with(List<FieldEdit> more, List<CodeStep<?>> steps) {
        return new CacheRewrite(before, after, more, form, meeting, steps);
    }

    /** What the cache is asked for. */
    public EntryRecipe recipe() {
        return new EntryRecipe(before, after, edits, form, meeting);
    }

    @Override
    public StoreKind storeKind() {
        return StoreKind.CACHE;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.entries(this);
    }

    @Override
    public String words() {
        return new CacheChange.RewriteEntries(recipe()).words();
    }

    /** None where a field goes or is computed. Messages stay in the form in which they are written. */
    @Override
    public Optional<Operation> inverse() {
        var back = new ArrayList<FieldEdit>();
        for (int i = edits.size() - 1; i >= 0; i--) {
            Optional<List<FieldEdit>> inverse = inverse(i);
            if (inverse.isEmpty()) {
                return Optional.empty();
            }
            back.addAll(inverse.get());
        }
        return Optional.of(
                new CacheRewrite(/* before= */ after, /* after= */ before, back, Optional.empty(), meeting, List.of()));
    }

    private Optional<List<FieldEdit>> inverse(int place) {
        FieldEdit edit = edits.get(place);
        if (edit instanceof FieldEdit.Rename rename) {
            return Optional.of(List.of(new FieldEdit.Rename(rename.after(), rename.field())));
        } else if (edit instanceof FieldEdit.Retype retype) {
            return declaredBefore(place)
                    .map(CacheField::type)
                    .map(type -> List.of(new FieldEdit.Retype(retype.field(), type)));
        } else if (edit instanceof FieldEdit.Add add) {
            return Optional.of(takingAway(add, place));
        }
        return Optional.empty();
    }

    /** Nobody knows which values had a field that there was before, so that stays. */
    private List<FieldEdit> takingAway(FieldEdit.Add add, int place) {
        return declaredBefore(place).isPresent() ? List.of() : List.of(new FieldEdit.Drop(add.field()));
    }

    /** The field of an edit as it was before all of them. */
    private Optional<CacheField> declaredBefore(int place) {
        String name = edits.get(place).field();
        for (int i = place - 1; i >= 0; i--) {
            if (edits.get(i) instanceof FieldEdit.Rename rename
                    && rename.after().equals(name)) {
                name = rename.field();
            }
        }
        return before.field(name);
    }
}
