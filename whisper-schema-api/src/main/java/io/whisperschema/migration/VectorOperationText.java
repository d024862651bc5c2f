package io.whisperschema.migration;

import io.whisperschema.definition.ShapeFingerprint;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Operations on collections as text. Frozen as {@link OperationText} is: of it checksums are made that are kept for ever. */
final class VectorOperationText {
    private VectorOperationText() {}

    static Json of(VectorOperation operation) {
        if (operation instanceof VectorRollBack back) {
            return operation("roll back").put("of", of(back.reshape())).build();
        }
        var reshape = (VectorReshape) operation;
        JsonObject object = reshape.collections() instanceof ReshapedCollections.OfFamily each
                ? each(each)
                : named((ReshapedCollections.Named) reshape.collections());
        return edits(object, reshape.edits()).build();
    }

    private static JsonObject operation(String name) {
        return Json.object().put("operation", name);
    }

    private static JsonObject each(ReshapedCollections.OfFamily each) {
        return operation("reshape each")
                .put("family", each.family().pattern().text())
                .put("version", each.version())
                .put("shape", ShapeFingerprint.of(each.shapes().get(0)));
    }

    private static JsonObject named(ReshapedCollections.Named named) {
        return operation("reshape")
                .put("from", Json.texts(named.from()))
                .put("into", Json.items(named.into(), VectorOperationText::write))
                .put("routing", named.routing(), VectorOperationText::write);
    }

    private static Json write(VectorCollection target) {
        return Json.object()
                .put("name", target.name())
                .putText("version", target.version())
                .put("shape", ShapeFingerprint.of(target.shape()))
                .build();
    }

    private static Json write(PointRecipe.Routing routing) {
        return Json.object()
                .put("field", routing.field())
                .put("targets", members(routing.targets(), Json::of))
                .build();
    }

    private static JsonObject edits(JsonObject object, PointEdits edits) {
        return object.put("renamed", members(edits.renamedVectors(), Json::of))
                .put("embedded", members(edits.embedded(), VectorOperationText::write))
                .put("empty", Json.texts(List.copyOf(edits.leftEmpty())))
                .put("payload", Json.items(edits.payload(), VectorOperationText::write))
                .put("code", edits.changed(), VectorOperationText::write);
    }

    private static <T> Json members(Map<String, T> values, Function<? super T, Json> toJson) {
        return Json.items(
                List.copyOf(values.entrySet()),
                entry -> Json.object()
                        .put("key", entry.getKey())
                        .put("value", toJson.apply(entry.getValue()))
                        .build());
    }

    static Json write(CodeName code) {
        return Json.object()
                .put("name", code.name())
                .put("version", code.version())
                .build();
    }

    private static Json write(PayloadEdit edit) {
        if (edit instanceof PayloadEdit.Rename rename) {
            return edit("rename", edit).put("after", rename.after()).build();
        } else if (edit instanceof PayloadEdit.Retype retype) {
            return edit("retype", edit).put("type", retype.type()).build();
        } else if (edit instanceof PayloadEdit.Add add) {
            return edit("add", edit).put("value", value(add.value())).build();
        } else if (edit instanceof PayloadEdit.Compute compute) {
            return edit("compute", edit).put("code", write(compute.code())).build();
        }
        return edit("drop", edit).build();
    }

    private static JsonObject edit(String kind, PayloadEdit edit) {
        return edit(kind, edit.field());
    }

    static JsonObject edit(String kind, String field) {
        return Json.object().put("edit", kind).put("field", field);
    }

    /** With its type, as 1 and 1.0 are two values. */
    private static Json value(Object value) {
        if (value instanceof List<?> list) {
            return Json.items(list, VectorOperationText::value);
        }
        return Json.object()
                .put("type", value.getClass().getSimpleName())
                .put("value", value.toString())
                .build();
    }
}
