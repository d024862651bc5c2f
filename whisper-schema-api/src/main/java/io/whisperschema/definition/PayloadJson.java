package io.whisperschema.definition;

import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;

/** The JSON of payload fields. */
final class PayloadJson {
    private PayloadJson() {}

    static Json write(PayloadField field) {
        return Json.object()
                .put("name", field.name())
                .put("type", field.type())
                .put("presence", field.presence())
                .put("cardinality", field.cardinality())
                .put("index", field.index(), PayloadJson::write)
                .build();
    }

    static PayloadField read(JsonValue value) {
        return value.object(members -> new PayloadField(
                members.text("name"),
                members.need("type").word(PayloadType.class),
                members.need("presence").word(PayloadField.Presence.class),
                members.need("cardinality").word(PayloadField.Cardinality.class),
                members.may("index").map(PayloadJson::readIndex)));
    }

    private static Json write(PayloadIndex index) {
        return Json.object()
                .put("type", index.type())
                .put("options", index.options(), Json::of)
                .put("analysis", index.analysis(), PayloadJson::write)
                .build();
    }

    private static PayloadIndex readIndex(JsonValue value) {
        return value.object(members -> new PayloadIndex(
                members.need("type").word(PayloadType.class),
                members.list("options", word -> word.word(PayloadIndex.Option.class)),
                members.may("analysis").map(PayloadJson::readAnalysis)));
    }

    private static Json write(PayloadIndex.TextAnalysis analysis) {
        return Json.object()
                .put("tokenizer", analysis.tokenizer())
                .putNumber("shortest", analysis.shortest())
                .putNumber("longest", analysis.longest())
                .putWord("casing", analysis.casing())
                .build();
    }

    private static PayloadIndex.TextAnalysis readAnalysis(JsonValue value) {
        return value.object(members -> new PayloadIndex.TextAnalysis(
                members.need("tokenizer").word(PayloadIndex.Tokenizer.class),
                members.mayInteger("shortest"),
                members.mayInteger("longest"),
                members.may("casing").map(word -> word.word(PayloadIndex.Casing.class))));
    }
}
