package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;

/** Ways to index a field. */
final class Schemas {
    private Schemas() {}

    static FieldSchema of(PayloadSchemaType type) {
        return new FieldSchema(type, PayloadIndexParams.getDefaultInstance());
    }

    static FieldSchema text(TextIndexParams.Builder params) {
        return new FieldSchema(
                PayloadSchemaType.Text,
                PayloadIndexParams.newBuilder().setTextIndexParams(params).build());
    }

    static TextIndexParams.Builder words() {
        return TextIndexParams.newBuilder().setTokenizer(TokenizerType.Word);
    }

    static Indexes on(String path, FieldSchema schema) {
        var indexes = new Indexes();
        indexes.create(PayloadPath.of(path), schema);
        return indexes;
    }
}
