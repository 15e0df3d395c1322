package dev.patchbay.toolkit.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Keeps an answer in memory up to a limit, and breaks off beyond it. */
final class CollectedBody implements BodySubscriber<Body> {

    /** More came than was allowed. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("the answer is longer than allowed");
        }
    }

    private final CompletableFuture<Body> whole = new CompletableFuture<>();
    private final List<ByteBuffer> parts = new ArrayList<>();
    private final int limit;
    private Flow.Subscription subscription;
    private long length;

    CollectedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Body> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription of) {
        subscription = of;
        of.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        for (ByteBuffer each : more) {
            length += each.remaining();
        }
        if (length > limit) {
            parts.clear();
            subscription.cancel();
            whole.completeExceptionally(new TooLong());
        } else {
            parts.addAll(more);
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        byte[] bytes = new byte[(int) length];
        int position = 0;
        for (ByteBuffer each : parts) {
            int size = each.remaining();
            each.get(bytes, position, size);
            position += size;
        }
        whole.complete(new Body(bytes, null));
    }
}
