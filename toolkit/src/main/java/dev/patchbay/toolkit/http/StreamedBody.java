package dev.patchbay.toolkit.http;

import dev.patchbay.toolkit.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Content that is read as it comes in, which is a few parts ahead of who reads it. */
final class StreamedBody extends InputStream implements BodySubscriber<IncomingBody>, IncomingBody {
    /** How many parts may have come that nobody has read. */
    private static final int AHEAD = 8;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Buffers, or how it ended. */
    private record Part(List<ByteBuffer> buffers, Throwable failure) {}

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Deadline deadline;
    /** Of the reader. */
    private Iterator<ByteBuffer> buffers = List.<ByteBuffer>of().iterator();

    private ByteBuffer current = NOTHING;
    private boolean ended;
    /** Told again to whoever goes on reading: it is no end. Null if there is none. */
    private IOException failure;

    StreamedBody(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public CompletionStage<IncomingBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription of) {
        subscription.complete(of);
        of.request(AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        parts.add(new Part(more, null));
    }

    @Override
    public void onError(Throwable failure) {
        parts.add(new Part(null, failure));
    }

    @Override
    public void onComplete() {
        parts.add(new Part(null, null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!current.hasRemaining() && !ended) {
            proceed();
        }
        if (failure != null) {
            throw failure;
        }
        if (ended) {
            return -1;
        }
        int size = Math.min(length, current.remaining());
        current.get(into, offset, size);
        return size;
    }

    @Override
    public void close() {
        ended = true;
        subscription.thenAccept(Flow.Subscription::cancel);
    }

    private void proceed() {
        try {
            advance();
        } catch (IOException e) {
            failure = e;
            ended = true;
        }
    }

    private void advance() throws IOException {
        if (buffers.hasNext()) {
            current = buffers.next();
            return;
        }
        Part part = next();
        if (part.buffers() != null) {
            buffers = part.buffers().iterator();
            subscription.join().request(1);
        } else {
            ended = true;
            if (part.failure() != null) {
                throw new IOException("the answer broke off", part.failure());
            }
        }
    }

    private Part next() throws IOException {
        try {
            Part part = parts.poll(deadline.left(), TimeUnit.MILLISECONDS);
            if (part == null) {
                close();
                throw new HttpTimeoutException("the answer did not end in time");
            }
            return part;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new HttpTimeoutException("interrupted");
        }
    }
}
