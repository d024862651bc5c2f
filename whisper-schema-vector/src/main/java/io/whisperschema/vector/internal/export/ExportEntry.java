package io.whisperschema.vector.internal.export;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A collection in an export.
 *
 * @param name its name
 * @param aliases its aliases
 * @param definition it as far as a definition can say it
 * @param info all of its configuration and its payload indexes, as the server told them
 * @param file its points
 */
public record ExportEntry(
        String name,
        List<String> aliases,
        Optional<VectorCollection> definition,
        CollectionInfo info,
        ExportedFile file) {
    public ExportEntry {
        aliases = List.copyOf(aliases);
    }

    Json json() {
        return Json.object()
                .put("name", name)
                .put("aliases", aliases, Json::of)
                .put("points", file.points())
                .put("digest", file.digest())
                .put("file", file.name())
                .put("bytes", file.bytes())
                .put("sha256", file.sha256())
                .put("definition", definition, ExportEntry::json)
                .put("configuration", Base64.getEncoder().encodeToString(bytes(info)))
                .build();
    }

    private static Json json(VectorCollection collection) {
        return Json.parse(
                SchemaDefinition.named("export").collections(collection).toJson());
    }

    private static byte[] bytes(CollectionInfo info) {
        byte[] bytes = new byte[info.getSerializedSize()];
        var coded = CodedOutputStream.newInstance(bytes);
        coded.useDeterministicSerialization();
        try {
            info.writeTo(coded);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes;
    }

    static ExportEntry read(JsonValue value) {
        return value.object(members -> {
            var entry = new ExportEntry(
                    members.text("name"),
                    members.texts("aliases"),
                    members.may("definition").map(ExportEntry::definition),
                    info(members.need("configuration")),
                    file(members));
            members.rest();
            return entry;
        });
    }

    private static ExportedFile file(JsonMembers members) {
        return new ExportedFile(
                members.text("file"),
                members.need("points").whole(),
                members.need("bytes").whole(),
                members.text("sha256"),
                members.text("digest"));
    }

    private static VectorCollection definition(JsonValue value) {
        List<VectorCollection> collections =
                SchemaDefinition.fromJson(value.json().compact()).vectors().collections();
        if (collections.size() != 1) {
            throw value.refused("a definition of one collection is expected");
        }
        return collections.get(0);
    }

    private static CollectionInfo info(JsonValue value) {
        try {
            return CollectionInfo.parseFrom(Base64.getDecoder().decode(value.text()));
        } catch (InvalidProtocolBufferException failure) {
            throw value.refused("a qdrant.CollectionInfo in Base64 is expected");
        }
    }
}
