package io.whisperschema.vector;

import io.qdrant.client.grpc.Collections.BoolIndexParams;
import io.qdrant.client.grpc.Collections.DatetimeIndexParams;
import io.qdrant.client.grpc.Collections.FloatIndexParams;
import io.qdrant.client.grpc.Collections.GeoIndexParams;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.KeywordIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Collections.UuidIndexParams;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.PayloadIndex.Casing;
import io.whisperschema.definition.vector.PayloadIndex.Option;
import io.whisperschema.definition.vector.PayloadIndex.TextAnalysis;

/**
 * Writes an index over a payload field as a server wants to be told of it.
 *
 * @param index the index
 */
record IndexWriting(PayloadIndex index) {
    CreateFieldIndexCollection creation(String collection, String field) {
        var request = CreateFieldIndexCollection.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .setFieldName(field)
                .setFieldType(type());
        if (!index.options().isEmpty() || index.analysis().isPresent()) {
            request.setFieldIndexParams(params());
        }
        return request.build();
    }

    /** The index that another server describes so. */
    static CreateFieldIndexCollection again(String collection, String field, PayloadSchemaInfo described) {
        var request = CreateFieldIndexCollection.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .setFieldName(field)
                .setFieldType(type(described.getDataType()));
        if (described.hasParams()) {
            request.setFieldIndexParams(described.getParams());
        }
        return request.build();
    }

    /** The type of an index as a server tells it, as it is told in turn. */
    static FieldType type(PayloadSchemaType type) {
        return switch (type) {
            case Keyword -> FieldType.FieldTypeKeyword;
            case Text -> FieldType.FieldTypeText;
            case Integer -> FieldType.FieldTypeInteger;
            case Float -> FieldType.FieldTypeFloat;
            case Bool -> FieldType.FieldTypeBool;
            case Datetime -> FieldType.FieldTypeDatetime;
            case Geo -> FieldType.FieldTypeGeo;
            case Uuid -> FieldType.FieldTypeUuid;
            default -> throw new IllegalArgumentException("this release knows no index of type " + type);
        };
    }

    private FieldType type() {
        return switch (index.type()) {
            case KEYWORD -> FieldType.FieldTypeKeyword;
            case TEXT -> FieldType.FieldTypeText;
            case INTEGER -> FieldType.FieldTypeInteger;
            case FLOAT -> FieldType.FieldTypeFloat;
            case BOOL -> FieldType.FieldTypeBool;
            case DATETIME -> FieldType.FieldTypeDatetime;
            case GEO -> FieldType.FieldTypeGeo;
            case UUID -> FieldType.FieldTypeUuid;
            case OBJECT -> throw new IllegalArgumentException("an object cannot be indexed");
        };
    }

    private PayloadIndexParams params() {
        var params = PayloadIndexParams.newBuilder();
        switch (index.type()) {
            case KEYWORD ->
                params.setKeywordIndexParams(KeywordIndexParams.newBuilder()
                        .setIsTenant(is(Option.TENANT))
                        .setOnDisk(is(Option.ON_DISK)));
            case TEXT -> params.setTextIndexParams(text());
            case INTEGER ->
                params.setIntegerIndexParams(IntegerIndexParams.newBuilder()
                        .setLookup(!is(Option.WITHOUT_LOOKUP))
                        .setRange(!is(Option.WITHOUT_RANGE))
                        .setIsPrincipal(is(Option.PRINCIPAL))
                        .setOnDisk(is(Option.ON_DISK)));
            case FLOAT ->
                params.setFloatIndexParams(FloatIndexParams.newBuilder()
                        .setIsPrincipal(is(Option.PRINCIPAL))
                        .setOnDisk(is(Option.ON_DISK)));
            case BOOL -> params.setBoolIndexParams(BoolIndexParams.newBuilder().setOnDisk(is(Option.ON_DISK)));
            case DATETIME ->
                params.setDatetimeIndexParams(DatetimeIndexParams.newBuilder()
                        .setIsPrincipal(is(Option.PRINCIPAL))
                        .setOnDisk(is(Option.ON_DISK)));
            case GEO -> params.setGeoIndexParams(GeoIndexParams.newBuilder().setOnDisk(is(Option.ON_DISK)));
            case UUID ->
                params.setUuidIndexParams(UuidIndexParams.newBuilder()
                        .setIsTenant(is(Option.TENANT))
                        .setOnDisk(is(Option.ON_DISK)));
            case OBJECT -> throw new IllegalArgumentException("an object cannot be indexed");
        }
        return params.build();
    }

    private boolean is(Option option) {
        return index.options().contains(option);
    }

    private TextIndexParams text() {
        var text = TextIndexParams.newBuilder().setTokenizer(TokenizerType.Word).setOnDisk(is(Option.ON_DISK));
        index.analysis().ifPresent(analysis -> analyse(text, analysis));
        return text.build();
    }

    private static void analyse(TextIndexParams.Builder text, TextAnalysis analysis) {
        text.setTokenizer(tokenizer(analysis));
        analysis.shortest().ifPresent(text::setMinTokenLen);
        analysis.longest().ifPresent(text::setMaxTokenLen);
        analysis.casing().ifPresent(casing -> text.setLowercase(casing == Casing.LOWERCASE));
    }

    private static TokenizerType tokenizer(TextAnalysis analysis) {
        return switch (analysis.tokenizer()) {
            case WORD -> TokenizerType.Word;
            case WHITESPACE -> TokenizerType.Whitespace;
            case PREFIX -> TokenizerType.Prefix;
            case MULTILINGUAL -> TokenizerType.Multilingual;
        };
    }
}
