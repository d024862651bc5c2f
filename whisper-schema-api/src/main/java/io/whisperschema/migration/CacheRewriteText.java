package io.whisperschema.migration;

import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.diff.FieldEdit;
import io.whisperschema.internal.json.Json;

/**
 * Operations on a cache as text. Frozen as {@link OperationText} is: of it checksums are made that are kept for ever. How long keys
 * live, and how long lists are, no rewriting changes.
 */
final class CacheRewriteText {
    private CacheRewriteText() {}

    static Json of(CacheRewrite operation) {
        return Json.object()
                .put("operation", "rewrite entries")
                .put("before", write(operation.before()))
                .put("after", write(operation.after()))
                .put("edits", Json.items(operation.edits(), CacheRewriteText::write))
                .putWord("form", operation.form())
                .put("meeting", operation.meeting())
                .build();
    }

    private static Json write(KeyFamily family) {
        return Json.object()
                .put("name", family.name())
                .put("pattern", family.pattern().text())
                .put("type", family.valueType())
                .put("version", family.valueVersion())
                .put("fields", Json.items(family.fields(), CacheRewriteText::write))
                .build();
    }

    private static Json write(CacheField field) {
        return Json.object()
                .put("name", field.name())
                .put("type", field.type())
                .put("presence", field.presence())
                .putText("within", field.within())
                .build();
    }

    private static Json write(FieldEdit edit) {
        if (edit instanceof FieldEdit.Rename rename) {
            return VectorOperationText.edit("rename", edit.field())
                    .put("after", rename.after())
                    .build();
        } else if (edit instanceof FieldEdit.Retype retype) {
            return VectorOperationText.edit("retype", edit.field())
                    .put("type", retype.type())
                    .build();
        } else if (edit instanceof FieldEdit.Add add) {
            return VectorOperationText.edit("add", edit.field())
                    .put("value", add.value())
                    .build();
        } else if (edit instanceof FieldEdit.Compute compute) {
            return VectorOperationText.edit("compute", edit.field())
                    .put("code", VectorOperationText.write(compute.code()))
                    .build();
        }
        return VectorOperationText.edit("drop", edit.field()).build();
    }
}
