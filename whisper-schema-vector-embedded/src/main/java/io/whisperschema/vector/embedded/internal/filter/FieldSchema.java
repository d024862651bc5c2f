package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;

/**
 * How a field is indexed.
 *
 * @param params the default instance when a client gave none
 */
public record FieldSchema(PayloadSchemaType type, PayloadIndexParams params) {

    /** Throws {@link Refused} when type and parameters do not fit, or ask for what this engine has not. */
    public static FieldSchema of(CreateFieldIndexCollection request) {
        if (!request.hasFieldType()) {
            throw Refused.invalid("cannot convert field_type");
        }
        FieldType type = request.getFieldType();
        if (type == FieldType.UNRECOGNIZED) {
            throw Refused.invalid("field type is missing");
        }
        var schema = new FieldSchema(PayloadSchemaType.forNumber(type.getNumber() + 1), request.getFieldIndexParams());
        schema.check();
        return schema;
    }

    private void check() {
        if (!fits()) {
            throw Refused.invalid("field_type (" + type + ") and field_index_params do not match");
        }
        if (params.hasTextIndexParams()) {
            check(params.getTextIndexParams());
        }
    }

    private boolean fits() {
        return switch (params.getIndexParamsCase()) {
            case KEYWORD_INDEX_PARAMS -> type == PayloadSchemaType.Keyword;
            case INTEGER_INDEX_PARAMS -> type == PayloadSchemaType.Integer;
            case FLOAT_INDEX_PARAMS -> type == PayloadSchemaType.Float;
            case GEO_INDEX_PARAMS -> type == PayloadSchemaType.Geo;
            case TEXT_INDEX_PARAMS -> type == PayloadSchemaType.Text;
            case BOOL_INDEX_PARAMS -> type == PayloadSchemaType.Bool;
            case DATETIME_INDEX_PARAMS -> type == PayloadSchemaType.Datetime;
            case UUID_INDEX_PARAMS -> type == PayloadSchemaType.Uuid;
            case INDEXPARAMS_NOT_SET -> true;
        };
    }

    private static void check(TextIndexParams params) {
        TokenizerType tokenizer = params.getTokenizer();
        if (tokenizer == TokenizerType.Unknown || tokenizer == TokenizerType.UNRECOGNIZED) {
            throw Refused.invalid("unknown tokenizer type");
        }
        if (params.getStemmer().hasSnowball()) {
            throw Refused.unimplemented("EmbeddedQdrant has no stemmers");
        }
        if (params.getStopwords().getLanguagesCount() > 0) {
            throw Refused.unimplemented("EmbeddedQdrant has no stopwords of languages, only custom ones");
        }
    }

    /** The request that makes such an index, without the name of a collection. */
    public CreateFieldIndexCollection toRequest(PayloadPath path) {
        return CreateFieldIndexCollection.newBuilder()
                .setFieldName(path.toString())
                .setFieldTypeValue(type.getNumber() - 1)
                .setFieldIndexParams(params)
                .build();
    }

    /** As a collection's info shows it. */
    public PayloadSchemaInfo toProto(int points) {
        var info = PayloadSchemaInfo.newBuilder().setDataType(type).setPoints(points);
        return params.equals(PayloadIndexParams.getDefaultInstance())
                ? info.build()
                : info.setParams(params).build();
    }
}
