package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.model.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a secret from the standard input, to its end; one line end after it is not part of it. */
final class SecretInput {
    private static final int LIMIT = 1 << 20;

    private SecretInput() {}

    static Secret read(Console console) {
        try {
            byte[] bytes = console.in().readNBytes(LIMIT + 1);
            VerbFailure.ifInterrupted();
            if (bytes.length > LIMIT) {
                throw VerbFailure.failed("what came is larger than 1 MiB, and no secret");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String value = text.replaceFirst("\\r?\\n\\z", "");
            if (value.isEmpty()) {
                throw VerbFailure.failed(
                        "no value came; write it into the standard input, or type it when asked at a terminal");
            }
            return Secret.of(value);
        } catch (CharacterCodingException e) {
            throw VerbFailure.failed("what came is no UTF-8 text; encode bytes first, for example as Base64");
        } catch (IOException e) {
            throw VerbFailure.failed("the value could not be read: " + Complaint.sentence(e), e);
        }
    }
}
