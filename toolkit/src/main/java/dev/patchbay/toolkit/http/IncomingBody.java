package dev.patchbay.toolkit.http;

import dev.patchbay.toolkit.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The content of an answer, read by the thread of the call, which waits for none of it beyond a deadline: given on as it comes
 * in, a few parts ahead of who reads it, or all at once, for which that thread is woken once.
 */
final class IncomingBody extends InputStream implements BodySubscriber<IncomingBody> {

    /** More came than was allowed. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("the answer is longer than allowed");
        }
    }

    /** How many parts may have come that nobody has read. */
    private static final int AHEAD = 8;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Buffers, or how it ended. */
    private record Part(List<ByteBuffer> buffers, Throwable failure) {}

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Deadline deadline;
    /** In bytes of an answer that is wanted at once; negative for one that is read as it comes. */
    private final int limit;

    private final CountDownLatch whole = new CountDownLatch(1);
    /** Of who writes. */
    private long length;
    /** Of the reader. */
    private Iterator<ByteBuffer> buffers = List.<ByteBuffer>of().iterator();

    private ByteBuffer current = NOTHING;
    private boolean ended;

    private IncomingBody(Deadline deadline, int limit) {
        this.deadline = deadline;
        this.limit = limit;
    }

    /** To be read as it comes. */
    static IncomingBody streamed(Deadline deadline) {
        return new IncomingBody(deadline, -1);
    }

    /** To be {@link #collected}. */
    static IncomingBody whole(Deadline deadline, int limit) {
        return new IncomingBody(deadline, limit);
    }

    @Override
    public CompletionStage<IncomingBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription of) {
        subscription.complete(of);
        of.request(limit < 0 ? AHEAD : Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        for (ByteBuffer each : more) {
            length += each.remaining();
        }
        if (limit >= 0 && length > limit) {
            subscription.join().cancel();
            end(new TooLong());
        } else {
            parts.add(new Part(more, null));
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(Throwable failure) {
        parts.add(new Part(null, failure));
        whole.countDown();
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
            advance();
        }
        if (ended) {
            return -1;
        }
        int size = Math.min(length, current.remaining());
        current.get(into, offset, size);
        return size;
    }

    /** All of it. */
    byte[] collected() throws IOException {
        await();
        List<ByteBuffer> all = new ArrayList<>();
        int size = 0;
        for (Part each = parts.poll(); each != null; each = parts.poll()) {
            if (each.failure() != null) {
                throw each.failure() instanceof TooLong tooLong ? tooLong : brokenOff(each.failure());
            }
            for (ByteBuffer buffer : each.buffers() == null ? List.<ByteBuffer>of() : each.buffers()) {
                all.add(buffer);
                size += buffer.remaining();
            }
        }
        byte[] bytes = new byte[size];
        int position = 0;
        for (ByteBuffer each : all) {
            int part = each.remaining();
            each.get(bytes, position, part);
            position += part;
        }
        return bytes;
    }

    @Override
    public void close() {
        ended = true;
        subscription.thenAccept(Flow.Subscription::cancel);
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
                throw brokenOff(part.failure());
            }
        }
    }

    private static IOException brokenOff(Throwable failure) {
        return new IOException("the answer broke off", failure);
    }

    private Part next() throws IOException {
        try {
            Part part = parts.poll(deadline.left(), TimeUnit.MILLISECONDS);
            return part == null ? late() : part;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void await() throws IOException {
        try {
            if (!whole.await(deadline.left(), TimeUnit.MILLISECONDS)) {
                late();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Part late() throws IOException {
        close();
        throw new HttpTimeoutException("the answer did not end in time");
    }

    private IOException interrupted() {
        close();
        Thread.currentThread().interrupt();
        return new HttpTimeoutException("interrupted");
    }
}
