package io.whisperschema.definition;

import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.Datatype;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.Distribution;
import io.whisperschema.definition.vector.EmbeddingModel;
import io.whisperschema.definition.vector.FamilyVersion;
import io.whisperschema.definition.vector.Hnsw;
import io.whisperschema.definition.vector.NamePattern;
import io.whisperschema.definition.vector.Placement;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorModel;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;

/** The JSON of a definition's collections. */
final class VectorJson {
    private VectorJson() {}

    static VectorModel readModel(JsonMembers members) {
        return new VectorModel(
                members.list("collections", VectorJson::readCollection),
                members.list("families", VectorJson::readFamily));
    }

    static Json write(VectorCollection collection) {
        JsonObject object = Json.object().put("name", collection.name()).putText("version", collection.version());
        return shape(object, collection.shape());
    }

    static Json write(CollectionFamily family) {
        return Json.object()
                .put("pattern", family.pattern().text())
                .put("head", family.head())
                .put("versions", Json.items(family.versions(), VectorJson::write))
                .build();
    }

    private static VectorCollection readCollection(JsonValue value) {
        return value.object(
                members -> new VectorCollection(members.text("name"), members.mayText("version"), readShape(members)));
    }

    private static CollectionFamily readFamily(JsonValue value) {
        return value.object(members -> new CollectionFamily(
                NamePattern.of(members.text("pattern")),
                members.need("versions").list(VectorJson::readVersion),
                members.text("head")));
    }

    private static Json write(FamilyVersion version) {
        return shape(Json.object().put("version", version.version()), version.shape());
    }

    private static FamilyVersion readVersion(JsonValue value) {
        return value.object(members -> new FamilyVersion(members.text("version"), readShape(members)));
    }

    static Json write(CollectionShape shape) {
        return shape(Json.object(), shape);
    }

    private static Json shape(JsonObject object, CollectionShape shape) {
        return object.putText("description", shape.description())
                .put("vectors", Json.items(shape.spaces(), VectorJson::write))
                .put("payload", shape.payload(), PayloadJson::write)
                .putNumber("shards", shape.distribution().shards())
                .putNumber("replication", shape.distribution().replication())
                .putNumber("writeConsistency", shape.distribution().writeConsistency())
                .build();
    }

    private static CollectionShape readShape(JsonMembers members) {
        return new CollectionShape(
                members.mayText("description"),
                members.need("vectors").list(VectorJson::readSpace),
                members.list("payload", PayloadJson::read),
                new Distribution(
                        members.mayInteger("shards"),
                        members.mayInteger("replication"),
                        members.mayInteger("writeConsistency")));
    }

    private static Json write(VectorSpace space) {
        return Json.object()
                .put("name", space.name())
                .put("size", space.size())
                .put("distance", space.distance())
                .put("datatype", space.datatype())
                .put("model", space.model(), VectorJson::write)
                .put("hnsw", space.hnsw(), VectorJson::write)
                .put("quantization", space.quantization(), QuantizationJson::write)
                .putWord("placement", space.placement())
                .build();
    }

    private static VectorSpace readSpace(JsonValue value) {
        return value.object(members -> new VectorSpace(
                members.text("name"),
                members.integer("size"),
                members.need("distance").word(Distance.class),
                members.need("datatype").word(Datatype.class),
                members.may("model").map(VectorJson::readModelOfVectors),
                members.may("hnsw").map(VectorJson::readHnsw),
                members.may("quantization").map(QuantizationJson::read),
                members.may("placement").map(word -> word.word(Placement.class))));
    }

    private static Json write(EmbeddingModel model) {
        return Json.object()
                .put("id", model.id())
                .putText("version", model.version())
                .build();
    }

    private static EmbeddingModel readModelOfVectors(JsonValue value) {
        return value.object(members -> new EmbeddingModel(members.text("id"), members.mayText("version")));
    }

    private static Json write(Hnsw hnsw) {
        return Json.object()
                .putNumber("m", hnsw.m())
                .putNumber("efConstruct", hnsw.efConstruct())
                .putNumber("fullScanThreshold", hnsw.fullScanThreshold())
                .putWord("placement", hnsw.placement())
                .build();
    }

    private static Hnsw readHnsw(JsonValue value) {
        return value.object(members -> new Hnsw(
                members.mayInteger("m"),
                members.mayInteger("efConstruct"),
                members.mayInteger("fullScanThreshold"),
                members.may("placement").map(word -> word.word(Placement.class))));
    }
}
