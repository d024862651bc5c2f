package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The indexes of a collection that no definition names: somebody may have made them for a search of theirs. */
final class CarriedIndexes {
    private CarriedIndexes() {}

    /** Those that a target is to have as well, by the fields that they are over then: an index goes with its field. */
    static Map<String, PayloadSchemaInfo> of(
            Map<String, PayloadSchemaInfo> source, PointRecipe recipe, VectorCollection into) {
        Set<String> named =
                into.shape().payload().stream().map(PayloadField::name).collect(Collectors.toSet());
        var carried = new HashMap<String, PayloadSchemaInfo>();
        source.forEach((field, index) ->
                after(field, recipe).filter(name -> !named.contains(name)).ifPresent(name -> carried.put(name, index)));
        return carried;
    }

    /** What a path leads to when all is done; nothing where that is dropped. */
    private static Optional<String> after(String path, PointRecipe recipe) {
        String now = path;
        for (PayloadEdit edit : recipe.payload()) {
            if (leadsInto(edit.field(), now)) {
                if (edit instanceof PayloadEdit.Drop) {
                    return Optional.empty();
                }
                if (edit instanceof PayloadEdit.Rename rename) {
                    now = rename.after() + now.substring(edit.field().length());
                }
            }
        }
        return Optional.of(now);
    }

    private static boolean leadsInto(String field, String path) {
        return path.equals(field) || path.startsWith(field + ".") || path.startsWith(field + "[");
    }
}
