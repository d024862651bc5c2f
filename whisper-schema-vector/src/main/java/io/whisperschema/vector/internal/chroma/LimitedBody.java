package io.whisperschema.vector.internal.chroma;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, as long as there are not too many. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final int most;
    private @Nullable Subscription subscription;
    private long taken;

    LimitedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        bytes.onSubscribe(begun);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        for (ByteBuffer part : more) {
            taken += part.remaining();
        }
        if (taken <= most) {
            bytes.onNext(more);
        } else if (subscription != null) {
            subscription.cancel();
            bytes.onError(new ChromaHttp.TooLarge(most));
            subscription = null;
        }
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        if (subscription != null) {
            bytes.onComplete();
        }
    }
}
