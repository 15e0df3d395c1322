package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.JsonElements;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
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
        InputStream raw = answer.stream();
        Failures failures = new Failures(answer.origin(), answer.what(), Optional.empty());
        try {
            InputStream plain = Packed.isPacked(answer.headers()) ? new GZIPInputStream(raw, 8_192) : raw;
            return new StreamedResponse(answer, new LimitedStream(plain, maxBytes, failures));
        } catch (IOException e) {
            // Nobody else would take the rest, and its connection would stay.
            answer.close();
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

    /**
     * The elements of an array in its JSON, read one by one.
     *
     * @param pointer to the array, through names of objects only; {@code ""} if it is the whole
     */
    public Iterator<Object> elements(String pointer) {
        Iterator<Object> elements = guarded(() -> JsonElements.of(stream, pointer));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return guarded(elements::hasNext);
            }

            @Override
            public Object next() {
                return guarded(elements::next);
            }
        };
    }

    private <T> T guarded(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    answer.subject() + " answers " + answer.what() + " (" + status()
                            + ") with what is not the JSON that is" + " due (" + e.getMessage()
                            + "); see whether 'url' is right and look into its log");
        }
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
