package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.ShardKeySelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.LookupLocation;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SearchMatrixPoints;
import io.qdrant.client.grpc.Points.ShardKeySelector;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who names a shard means a part of the points only, and must not get or change all of them. */
class ShardKeysTest {

    private static final ShardKeySelector KEY = ShardKeySelectorFactory.shardKeySelector("east");

    private static final PointsSelector FIRST = PointsSelector.newBuilder()
            .setPoints(PointsIdsList.newBuilder().addIds(id(1)))
            .build();

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private final QdrantGrpcClient grpc = client.grpcClient();

    @BeforeEach
    void create() {
        done(client.createCollectionAsync("memories", params(2, Distance.Dot)));
        done(client.upsertAsync(
                "memories",
                List.of(PointStruct.newBuilder()
                        .setId(id(1))
                        .setVectors(vectors(1f, 2f))
                        .build())));
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static void assertUnimplemented(ListenableFuture<?> call) {
        assertRefused(call, Status.Code.UNIMPLEMENTED, "EmbeddedQdrant has no sharding by keys");
    }

    @Test
    void noReadTakesOne() {
        assertUnimplemented(grpc.points()
                .get(GetPoints.newBuilder()
                        .setCollectionName("memories")
                        .addIds(id(1))
                        .setShardKeySelector(KEY)
                        .build()));
        assertUnimplemented(grpc.points()
                .count(CountPoints.newBuilder()
                        .setCollectionName("memories")
                        .setShardKeySelector(KEY)
                        .build()));
        assertUnimplemented(grpc.points()
                .scroll(ScrollPoints.newBuilder()
                        .setCollectionName("memories")
                        .setShardKeySelector(KEY)
                        .build()));
        assertUnimplemented(grpc.points()
                .facet(FacetCounts.newBuilder()
                        .setCollectionName("memories")
                        .setKey("user")
                        .setShardKeySelector(KEY)
                        .build()));
        assertUnimplemented(grpc.points()
                .searchMatrixPairs(SearchMatrixPoints.newBuilder()
                        .setCollectionName("memories")
                        .setShardKeySelector(KEY)
                        .build()));
        assertUnimplemented(client.queryAsync(QueryPoints.newBuilder()
                .setCollectionName("memories")
                .setQuery(nearest(id(1)))
                .setLookupFrom(LookupLocation.newBuilder()
                        .setCollectionName("memories")
                        .setShardKeySelector(KEY))
                .build()));
    }

    @Test
    void noWriteTakesOne() {
        assertUnimplemented(client.deleteAsync(DeletePoints.newBuilder()
                .setCollectionName("memories")
                .setPoints(FIRST)
                .setShardKeySelector(KEY)
                .build()));
        assertThat(done(client.countAsync("memories"))).isEqualTo(1);
    }

    @Test
    void noOperationOfABatchTakesOneAndNothingOfTheBatchIsDone() {
        var delete = PointsUpdateOperation.newBuilder()
                .setDeletePoints(PointsUpdateOperation.DeletePoints.newBuilder().setPoints(FIRST))
                .build();
        for (FieldDescriptor kind : PointsUpdateOperation.getDescriptor().getFields()) {
            FieldDescriptor key = kind.getMessageType().findFieldByName("shard_key_selector");
            if (key != null) {
                var operation = PointsUpdateOperation.newBuilder();
                operation.getFieldBuilder(kind).setField(key, KEY);
                assertUnimplemented(client.batchUpdateAsync("memories", List.of(delete, operation.build())));
            }
        }
        assertThat(done(client.countAsync("memories"))).isEqualTo(1);
    }
}
