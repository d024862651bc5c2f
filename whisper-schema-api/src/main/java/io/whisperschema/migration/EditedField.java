package io.whisperschema.migration;

import io.whisperschema.diff.FieldEdit;
import io.whisperschema.diff.PayloadEdit;
import java.util.Optional;

/**
 * What an edit, of payload or of cached values, does to a field.
 *
 * @param kind what becomes of it
 * @param field its name before
 * @param made its name behind it; none where it goes
 * @param type the type that it gets, as a word
 * @param words the edit in words
 */
record EditedField(Kind kind, String field, Optional<String> made, Optional<String> type, String words) {
    enum Kind {
        RENAME,
        RETYPE,
        ADD,
        DROP,
        COMPUTE
    }

    private static EditedField of(Kind kind, String field, String words) {
        return new EditedField(
                kind, field, Optional.of(field).filter(name -> kind != Kind.DROP), Optional.empty(), words);
    }

    private static EditedField renamed(String field, String after, String words) {
        return new EditedField(Kind.RENAME, field, Optional.of(after), Optional.empty(), words);
    }

    private static EditedField retyped(String field, String type, String words) {
        return new EditedField(Kind.RETYPE, field, Optional.of(field), Optional.of(type), words);
    }

    static EditedField of(PayloadEdit edit) {
        if (edit instanceof PayloadEdit.Rename rename) {
            return renamed(rename.field(), rename.after(), rename.words());
        } else if (edit instanceof PayloadEdit.Retype retype) {
            return retyped(retype.field(), retype.type().text(), retype.words());
        } else if (edit instanceof PayloadEdit.Add) {
            return of(Kind.ADD, edit.field(), edit.words());
        } else if (edit instanceof PayloadEdit.Compute) {
            return of(Kind.COMPUTE, edit.field(), edit.words());
        }
        return of(Kind.DROP, edit.field(), edit.words());
    }

    static EditedField of(FieldEdit edit) {
        if (edit instanceof FieldEdit.Rename rename) {
            return renamed(rename.field(), rename.after(), rename.words());
        } else if (edit instanceof FieldEdit.Retype retype) {
            return retyped(retype.field(), retype.type().text(), retype.words());
        } else if (edit instanceof FieldEdit.Add) {
            return of(Kind.ADD, edit.field(), edit.words());
        } else if (edit instanceof FieldEdit.Compute) {
            return of(Kind.COMPUTE, edit.field(), edit.words());
        }
        return of(Kind.DROP, edit.field(), edit.words());
    }

    /** Whether a field of that name is there behind it since it says so. */
    boolean makes(String name) {
        return made.filter(name::equals).isPresent();
    }

    /** Whether it gives that field other values. */
    boolean remakes(String name) {
        return field.equals(name) && (kind == Kind.RETYPE || kind == Kind.COMPUTE);
    }

    boolean renames() {
        return kind == Kind.RENAME;
    }
}
