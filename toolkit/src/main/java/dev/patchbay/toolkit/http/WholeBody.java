package dev.patchbay.toolkit.http;

import dev.patchbay.toolkit.Deadline;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Content that is wanted at once: put together as it comes in, so that all is there when the thread of the call is woken. */
final class WholeBody implements BodySubscriber<IncomingBody>, IncomingBody {
    /** What is made room for because the answer says how long it will be; nobody has seen it yet. */
    private static final int MOST_BELIEVED = 1 << 20;

    private static final int USUAL = 8_192;

    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Deadline deadline;
    private final int limit;
    private final int expected;

    // Of who writes, and after the end of who waits.
    private byte[] bytes = new byte[0];
    private int length;
    private Throwable failure;

    /** @param limit in bytes */
    WholeBody(Deadline deadline, HttpHeaders headers, int limit) {
        this.deadline = deadline;
        this.limit = limit;
        this.expected = expected(headers);
    }

    @Override
    public CompletionStage<IncomingBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription of) {
        subscription.complete(of);
        of.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer each : parts) {
            add(each);
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (failure == null) {
            failure = cause;
            end.countDown();
        }
    }

    @Override
    public void onComplete() {
        end.countDown();
    }

    @Override
    public void close() {
        subscription.thenAccept(Flow.Subscription::cancel);
    }

    /** All of it; once. */
    byte[] bytes() throws IOException {
        await();
        if (failure instanceof TooLong tooLong) {
            throw tooLong;
        }
        if (failure != null) {
            throw new IOException("the answer broke off", failure);
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void add(ByteBuffer part) {
        int size = part.remaining();
        if (failure != null) {
            return;
        }
        if (size > limit - length) {
            onError(new TooLong());
            close();
            return;
        }
        if (size > bytes.length - length) {
            long room = Math.max(length == 0 ? expected : 2L * length, length + size);
            bytes = Arrays.copyOf(bytes, (int) Math.min(room, limit));
        }
        part.get(bytes, length, size);
        length += size;
    }

    private void await() throws IOException {
        try {
            if (!end.await(deadline.left(), TimeUnit.MILLISECONDS)) {
                close();
                throw new HttpTimeoutException("the answer did not end in time");
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new HttpTimeoutException("interrupted");
        }
    }

    private static int expected(HttpHeaders headers) {
        String said = headers.firstValue("Content-Length").orElse("").strip();
        boolean sound =
                !said.isEmpty() && said.length() < 10 && said.chars().allMatch(each -> each >= '0' && each <= '9');
        return sound ? Math.min(Integer.parseInt(said), MOST_BELIEVED) : USUAL;
    }
}
