package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;

/**
 * How a field is indexed.
 *
 * @param params the default instance when a client gave none
 */
public record FieldSchema(PayloadSchemaType type, PayloadIndexParams params) {

    /** Throws {@link Refused} when type and parameters do not fit. */
    public static FieldSchema of(CreateFieldIndexCollection request) {
        throw new UnsupportedOperationException("soon");
    }

    /** As a collection's info shows it. */
    public PayloadSchemaInfo toProto(int points) {
        var info = PayloadSchemaInfo.newBuilder().setDataType(type).setPoints(points);
        return params.equals(PayloadIndexParams.getDefaultInstance())
                ? info.build()
                : info.setParams(params).build();
    }
}
