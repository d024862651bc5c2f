package io.whisperschema.vector;

import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.definition.ShapeFingerprint;
import io.whisperschema.definition.vector.EmbeddingModel;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.error.UnreadableDocument;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is kept on record of a collection, as JSON of format {@code whisper-schema/collection}: in its metadata, or in a
 * registry.
 *
 * @param state whether the collection is whole
 * @param version its version
 * @param description what it is for
 * @param models what makes its vectors, by their names
 * @param fingerprint that of its shape, as the definition said it
 * @param restoring what is being restored into it, or was when that was stopped; nothing else stands in such a record
 */
record RecordText(
        State state,
        Optional<String> version,
        Optional<String> description,
        Map<String, EmbeddingModel> models,
        Optional<String> fingerprint,
        Optional<String> restoring) {
    /** Under which key it stands among other metadata. */
    static final String KEY = "whisper_schema";

    private static final String FORMAT = "whisper-schema/collection";
    private static final long VERSION = 1;
    private static final Set<String> KEYS =
            Set.of("format", "version", "state", "schema_version", "description", "models", "fingerprint", "restoring");

    /** Nothing is known. */
    static final RecordText UNRECORDED =
            new RecordText(State.UNRECORDED, Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

    RecordText {
        models = Collections.unmodifiableMap(new TreeMap<>(models));
    }

    RecordText(
            State state,
            Optional<String> version,
            Optional<String> description,
            Map<String, EmbeddingModel> models,
            Optional<String> fingerprint) {
        this(state, version, description, models, fingerprint, Optional.empty());
    }

    /** That of a collection whose points are not all there yet. */
    static RecordText restoring(String what) {
        return new RecordText(
                State.CREATING, Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.of(what));
    }

    /** That of a collection as a definition says it. */
    static RecordText of(VectorCollection collection, State state) {
        var models = new HashMap<String, EmbeddingModel>();
        for (VectorSpace space : collection.spaces()) {
            space.model().ifPresent(model -> models.put(space.name(), model));
        }
        return new RecordText(
                state,
                collection.version(),
                collection.description(),
                models,
                Optional.of(ShapeFingerprint.of(collection.shape())));
    }

    /** The same in another state. */
    RecordText in(State changed) {
        return new RecordText(changed, version, description, models, fingerprint);
    }

    Value json() {
        var members = new TreeMap<String, Value>();
        members.put("format", value(FORMAT));
        members.put("version", value(VERSION));
        members.put("state", value(word(state)));
        version.ifPresent(text -> members.put("schema_version", value(text)));
        description.ifPresent(text -> members.put("description", value(text)));
        fingerprint.ifPresent(text -> members.put("fingerprint", value(text)));
        restoring.ifPresent(text -> members.put("restoring", value(text)));
        if (!models.isEmpty()) {
            var byVector = new TreeMap<String, Value>();
            models.forEach((vector, model) -> byVector.put(vector, json(model)));
            members.put("models", value(byVector));
        }
        return value(members);
    }

    private static String word(State state) {
        return switch (state) {
            case CREATING -> "creating";
            case SHADOW -> "shadow";
            case KEPT -> "kept";
            case RECORDED, UNRECORDED -> "recorded";
        };
    }

    private static Value json(EmbeddingModel model) {
        var members = new TreeMap<String, Value>();
        members.put("id", value(model.id()));
        model.version().ifPresent(version -> members.put("version", value(version)));
        return value(members);
    }

    /**
     * What was written of the collection of that name.
     *
     * @throws UnreadableDocument if this release does not know all of it
     */
    static RecordText read(String collection, Value json) {
        String place = "record of collection " + collection;
        Map<String, Value> members = json.getStructValue().getFieldsMap();
        if (!text(members, "format").equals(Optional.of(FORMAT))
                || members.getOrDefault("version", Value.getDefaultInstance()).getIntegerValue() != VERSION) {
            throw new UnreadableDocument(place, "this release reads " + FORMAT + " of version " + VERSION + " only");
        }
        for (String key : members.keySet()) {
            if (!KEYS.contains(key)) {
                throw new UnreadableDocument(place, "this release does not know '" + key + "'");
            }
        }
        return new RecordText(
                state(place, text(members, "state").orElse("")),
                text(members, "schema_version"),
                text(members, "description"),
                models(members),
                text(members, "fingerprint"),
                text(members, "restoring"));
    }

    private static State state(String place, String word) {
        return switch (word) {
            case "creating" -> State.CREATING;
            case "shadow" -> State.SHADOW;
            case "kept" -> State.KEPT;
            case "recorded" -> State.RECORDED;
            default -> throw new UnreadableDocument(place, "this release does not know the state '" + word + "'");
        };
    }

    private static Map<String, EmbeddingModel> models(Map<String, Value> members) {
        var models = new HashMap<String, EmbeddingModel>();
        members.getOrDefault("models", Value.getDefaultInstance())
                .getStructValue()
                .getFieldsMap()
                .forEach((vector, model) -> {
                    Map<String, Value> parts = model.getStructValue().getFieldsMap();
                    text(parts, "id")
                            .ifPresent(id -> models.put(vector, new EmbeddingModel(id, text(parts, "version"))));
                });
        return models;
    }

    private static Optional<String> text(Map<String, Value> members, String key) {
        return Optional.ofNullable(members.get(key))
                .filter(Value::hasStringValue)
                .map(Value::getStringValue);
    }
}
