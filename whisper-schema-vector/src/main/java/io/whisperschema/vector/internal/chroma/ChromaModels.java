package io.whisperschema.vector.internal.chroma;

import io.whisperschema.definition.vector.EmbeddingModel;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The model that a collection says its vectors are made by. The function {@code default} names none: a client is put down with
 * it also where it brought its vectors along.
 */
final class ChromaModels {
    private static final List<String> IN_FUNCTION = List.of("model_name", "model", "model_id");
    private static final List<String> IN_METADATA = List.of("embedding_model", "embedding_function");
    private static final String NO_FUNCTION = "default";

    private ChromaModels() {}

    /**
     * The model.
     *
     * @param function the embedding function of the configuration, as JSON
     * @param metadata the collection's
     */
    static Optional<EmbeddingModel> of(Optional<String> function, Map<String, Object> metadata) {
        return function.flatMap(ChromaModels::parsed)
                .flatMap(ChromaModels::named)
                .or(() -> IN_METADATA.stream()
                        .map(metadata::get)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .flatMap(ChromaModels::model)
                        .findFirst());
    }

    private static Optional<Json.Members> parsed(String function) {
        try {
            return Json.parse(function) instanceof Json.Members members ? Optional.of(members) : Optional.empty();
        } catch (UnreadableDocument noJson) {
            return Optional.empty();
        }
    }

    private static Optional<EmbeddingModel> named(Json.Members function) {
        Map<String, Json> settings =
                function.members().get("config") instanceof Json.Members config ? config.members() : Map.of();
        Stream<Json> models = IN_FUNCTION.stream().map(settings::get).filter(Objects::nonNull);
        return Stream.concat(models, Stream.ofNullable(function.members().get("name")))
                .filter(Json.Text.class::isInstance)
                .map(text -> ((Json.Text) text).value())
                .filter(name -> !name.equals(NO_FUNCTION))
                .flatMap(ChromaModels::model)
                .findFirst();
    }

    private static Stream<EmbeddingModel> model(String name) {
        return name.isBlank() ? Stream.empty() : Stream.of(EmbeddingModel.of(name));
    }
}
