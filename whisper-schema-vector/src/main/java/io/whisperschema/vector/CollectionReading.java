package io.whisperschema.vector;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.Distribution;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.error.InvalidDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads a collection. What a definition has no word for becomes a foreign object; nothing is left out. */
final class CollectionReading {
    private final String name;
    private final CollectionConfig config;
    private final Map<String, PayloadSchemaInfo> indexes;
    private final RecordText record;
    private final List<ForeignObject> foreign = new ArrayList<>();
    private final Optional<VectorCollection> collection;

    CollectionReading(String name, CollectionInfo info, RecordText record) {
        this.name = name;
        this.config = info.getConfig();
        this.indexes = new TreeMap<>(info.getPayloadSchemaMap());
        this.record = record;
        this.collection = read();
    }

    /** It; none where it is one that no definition can describe. */
    Optional<VectorCollection> collection() {
        return collection;
    }

    /** What of it no definition can say. */
    List<ForeignObject> foreign() {
        return List.copyOf(foreign);
    }

    private Optional<VectorCollection> read() {
        List<VectorSpace> spaces = spaces();
        List<PayloadField> fields = fields();
        Distribution distribution = distribution();
        new CollectionRest(config).settings().forEach(this::remember);
        try {
            return Optional.of(new VectorCollection(
                    name, record.version(), new CollectionShape(record.description(), spaces, fields, distribution)));
        } catch (InvalidDefinition unlikeOurs) {
            foreign.clear();
            foreign.add(new ForeignObject("collection", name, Optional.empty(), Optional.of(text(config))));
            return Optional.empty();
        }
    }

    private List<VectorSpace> spaces() {
        var spaces = new ArrayList<VectorSpace>();
        var reading = new SpaceReading(config);
        vectors(config)
                .forEach((vector, params) -> space(reading, vector, params)
                        .ifPresentOrElse(spaces::add, () -> remember("vector", vector, params)));
        return spaces;
    }

    private Optional<VectorSpace> space(SpaceReading reading, String vector, VectorParams params) {
        try {
            return reading.space(
                    vector, params, Optional.ofNullable(record.models().get(vector)));
        } catch (InvalidDefinition unlikeOurs) {
            return Optional.empty();
        }
    }

    /** By name; that without a name under the empty one. */
    static Map<String, VectorParams> vectors(CollectionConfig config) {
        VectorsConfig vectors = config.getParams().getVectorsConfig();
        return vectors.hasParams()
                ? Map.of(VectorSpace.UNNAMED, vectors.getParams())
                : new TreeMap<>(vectors.getParamsMap().getMapMap());
    }

    private List<PayloadField> fields() {
        var fields = new ArrayList<PayloadField>();
        indexes.forEach((field, info) -> {
            var reading = new IndexReading(info);
            field(field, reading).ifPresentOrElse(fields::add, () -> remember("payload index", field, info));
            reading.beyond().ifPresent(rest -> remember("setting of payload index", field, rest));
        });
        return fields;
    }

    private static Optional<PayloadField> field(String field, IndexReading reading) {
        try {
            return reading.index()
                    .map(index -> new PayloadField.Start(field).of(index.type()).indexed(index));
        } catch (InvalidDefinition unlikeOurs) {
            return Optional.empty();
        }
    }

    private Distribution distribution() {
        CollectionParams params = config.getParams();
        OptionalInt copies =
                params.hasReplicationFactor() ? number(params.getReplicationFactor()) : OptionalInt.empty();
        OptionalInt written =
                params.hasWriteConsistencyFactor() ? number(params.getWriteConsistencyFactor()) : OptionalInt.empty();
        if (written.orElse(1) > copies.orElse(Integer.MAX_VALUE)) {
            remember("setting", "write_consistency_factor", Integer.toString(written.getAsInt()));
            written = OptionalInt.empty();
        }
        return new Distribution(number(params.getShardNumber()), copies, written);
    }

    private static OptionalInt number(int value) {
        return value >= 1 ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private void remember(String type, String what, Message definition) {
        remember(type, what, text(definition));
    }

    private void remember(CollectionRest.Setting setting) {
        remember(setting.type(), setting.name(), setting.value());
    }

    private void remember(String type, String what, String definition) {
        foreign.add(new ForeignObject(type, what, Optional.of(name), Optional.of(definition)));
    }

    static String text(Message message) {
        return TextFormat.printer().printToString(message).strip().replaceAll("\n\\s*", " ");
    }
}
