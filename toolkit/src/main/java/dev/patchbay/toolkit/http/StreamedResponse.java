package dev.patchbay.toolkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * An answer that is read while it comes in, by the thread of the call and before its deadline; close it. Reading fails with
 * a {@link dev.patchbay.model.ConnectorException}.
 */
public final class StreamedResponse implements AutoCloseable {
    private final Answer answer;
    private final InputStream stream;

    private StreamedResponse(Answer answer, InputStream stream) {
        this.answer = answer;
        this.stream = stream;
    }

    static StreamedResponse of(Answer answer, long maxBytes) {
        InputStream raw = answer.body().stream();
        if (raw == null) {
            raw = new java.io.ByteArrayInputStream(answer.body().bytes());
        }
        Failures failures = new Failures(answer.origin(), answer.what(), Optional.empty());
        try {
            InputStream plain = Packed.isPacked(answer.headers()) ? new GZIPInputStream(raw, 8_192) : raw;
            return new StreamedResponse(answer, new LimitedStream(plain, maxBytes, failures));
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    public int status() {
        return answer.status();
    }

    public HttpHeaders headers() {
        return answer.headers();
    }

    public InputStream stream() {
        return stream;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new IllegalStateException("an answer cannot be closed", e);
        }
    }
}
