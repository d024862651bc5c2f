package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.RenameAlias;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteVectorNameRequest;
import io.qdrant.client.grpc.Points.DenseVectorCreationConfig;
import io.qdrant.client.grpc.Points.FieldType;
import io.whisperschema.property.Chance;
import java.util.List;

/** Calls that make and unmake collections, aliases, vectors and indexes. */
final class RandomDefinitions {
    private static final List<FieldType> TYPES = List.of(
            FieldType.FieldTypeKeyword,
            FieldType.FieldTypeInteger,
            FieldType.FieldTypeInteger,
            FieldType.FieldTypeFloat,
            FieldType.FieldTypeGeo,
            FieldType.FieldTypeText,
            FieldType.FieldTypeText,
            FieldType.FieldTypeBool,
            FieldType.FieldTypeDatetime,
            FieldType.FieldTypeUuid);
    private static final List<TokenizerType> TOKENIZERS =
            List.of(TokenizerType.Word, TokenizerType.Whitespace, TokenizerType.Prefix);

    private final Chance chance;
    private final RandomIds ids;
    private final RandomVectors vectors;
    private final RandomPayloads payloads;

    RandomDefinitions(Chance chance, RandomIds ids, RandomVectors vectors, RandomPayloads payloads) {
        this.chance = chance;
        this.ids = ids;
        this.vectors = vectors;
        this.payloads = payloads;
    }

    Operation definition() {
        return switch (chance.below(12)) {
            case 0 -> {
                String name = chance.oneIn(6) ? ids.alias() : ids.collection();
                yield create(name, vectors.mostlyOf(name));
            }
            case 1 ->
                chance.oneIn(4)
                        ? Rpc.DROP.of(DeleteCollection.newBuilder()
                                .setCollectionName(ids.name())
                                .build())
                        : index();
            case 2 ->
                Rpc.UPDATE.of(UpdateCollection.newBuilder()
                        .setCollectionName(ids.name())
                        .putAllMetadata(payloads.payload())
                        .build());
            case 3, 4 -> aliases();
            case 5 -> createVector();
            case 6 ->
                Rpc.DELETE_VECTOR.of(DeleteVectorNameRequest.newBuilder()
                        .setCollectionName(ids.name())
                        .setWait(true)
                        .setVectorName(chance.any(RandomVectors.NAMES))
                        .build());
            case 7 ->
                Rpc.DELETE_INDEX.of(DeleteFieldIndexCollection.newBuilder()
                        .setCollectionName(ids.name())
                        .setWait(true)
                        .setFieldName(payloads.path())
                        .build());
            default -> index();
        };
    }

    Operation create(String name, List<String> names) {
        var create = CreateCollection.newBuilder().setCollectionName(name).putAllMetadata(payloads.payload());
        var config = VectorsConfig.newBuilder();
        if (names.contains("")) {
            config.setParams(vectors.params(""));
        } else {
            var named = VectorParamsMap.newBuilder();
            names.forEach(each -> named.putMap(each, vectors.params(each)));
            config.setParamsMap(named);
        }
        return Rpc.CREATE.of(create.setVectorsConfig(config).build());
    }

    /** A second name for a collection. */
    Operation alias(String name) {
        return Rpc.CHANGE_ALIASES.of(ChangeAliases.newBuilder()
                .addActions(AliasOperations.newBuilder()
                        .setCreateAlias(CreateAlias.newBuilder()
                                .setAliasName(ids.aliasOf(name))
                                .setCollectionName(name)))
                .build());
    }

    private Operation aliases() {
        return Rpc.CHANGE_ALIASES.of(ChangeAliases.newBuilder()
                .addAllActions(chance.some(1, 3, this::action))
                .build());
    }

    private AliasOperations action() {
        var action = AliasOperations.newBuilder();
        return switch (chance.below(4)) {
            case 0 ->
                action.setRenameAlias(RenameAlias.newBuilder()
                                .setOldAliasName(ids.alias())
                                .setNewAliasName(ids.alias()))
                        .build();
            case 1 ->
                action.setDeleteAlias(DeleteAlias.newBuilder().setAliasName(ids.alias()))
                        .build();
            default ->
                action.setCreateAlias(CreateAlias.newBuilder()
                                .setAliasName(ids.alias())
                                .setCollectionName(ids.name()))
                        .build();
        };
    }

    private Operation createVector() {
        String vector = chance.any(RandomVectors.NAMES);
        VectorParams params = vectors.params(vector);
        return Rpc.CREATE_VECTOR.of(CreateVectorNameRequest.newBuilder()
                .setCollectionName(ids.name())
                .setWait(true)
                .setVectorName(vector)
                .setDenseConfig(DenseVectorCreationConfig.newBuilder()
                        .setSize(params.getSize())
                        .setDistance(params.getDistance()))
                .build());
    }

    Operation index() {
        FieldType type = chance.any(TYPES);
        var request = CreateFieldIndexCollection.newBuilder()
                .setCollectionName(ids.name())
                .setWait(true)
                .setFieldName(isOrdered(type) ? payloads.orderedPath() : payloads.path())
                .setFieldType(type);
        if (type == FieldType.FieldTypeText && !chance.oneIn(3)) {
            request.setFieldIndexParams(PayloadIndexParams.newBuilder().setTextIndexParams(words()));
        }
        if ((type == FieldType.FieldTypeInteger && chance.toss()) || chance.oneIn(20)) {
            request.setFieldIndexParams(PayloadIndexParams.newBuilder()
                    .setIntegerIndexParams(IntegerIndexParams.newBuilder()
                            .setLookup(chance.toss())
                            .setRange(chance.toss())));
        }
        return Rpc.CREATE_INDEX.of(request.build());
    }

    private static boolean isOrdered(FieldType type) {
        return type == FieldType.FieldTypeInteger
                || type == FieldType.FieldTypeFloat
                || type == FieldType.FieldTypeDatetime;
    }

    private TextIndexParams words() {
        var words = TextIndexParams.newBuilder()
                .setTokenizer(chance.any(TOKENIZERS))
                .setPhraseMatching(chance.toss());
        if (chance.toss()) {
            words.setLowercase(chance.toss());
        }
        if (chance.oneIn(3)) {
            words.setMinTokenLen(chance.between(1, 3)).setMaxTokenLen(chance.between(3, 6));
        }
        return words.build();
    }
}
