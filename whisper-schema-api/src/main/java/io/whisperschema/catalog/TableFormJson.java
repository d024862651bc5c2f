package io.whisperschema.catalog;

import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;
import java.util.Collection;
import java.util.Set;

/** The JSON of how a table is kept and of what it has only half. */
final class TableFormJson {
    private TableFormJson() {}

    static Json write(TableForm form) {
        JsonObject object = Json.object();
        if (!form.options().isEmpty()) {
            object.put("options", sorted(form.options().stream().map(Json::word).toList()));
        }
        return object.putText("partitionedBy", form.partitionedBy())
                .put("partitionOf", form.partitionOf(), TableFormJson::write)
                .build();
    }

    static TableForm readForm(JsonValue value) {
        return value.object(members -> new TableForm(
                Set.copyOf(members.list("options", word -> word.word(TableForm.Option.class))),
                members.mayText("partitionedBy"),
                members.may("partitionOf").map(TableFormJson::readPartition)));
    }

    private static Json write(TableForm.PartitionOf partition) {
        return Json.object()
                .put("table", partition.table())
                .put("bound", partition.bound())
                .build();
    }

    private static TableForm.PartitionOf readPartition(JsonValue value) {
        return value.object(members -> new TableForm.PartitionOf(members.text("table"), members.text("bound")));
    }

    static Json write(Unfinished unfinished) {
        return Json.object()
                .put("constraints", sorted(unfinished.constraints()))
                .put("indexes", sorted(unfinished.indexes()))
                .build();
    }

    static Unfinished readUnfinished(JsonValue value) {
        return value.object(members -> new Unfinished(
                Set.copyOf(members.list("constraints", JsonValue::text)),
                Set.copyOf(members.list("indexes", JsonValue::text))));
    }

    private static Json sorted(Collection<String> words) {
        return Json.texts(words.stream().sorted().toList());
    }
}
