package dev.patchbay.registry.format;

import dev.patchbay.model.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a file in UTF-8, without a byte order mark. */
public final class TextFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MEBIBYTE = 1 << 20;

    private final String text;
    private final Problem problem;

    private TextFile(String text, Problem problem) {
        this.text = text;
        this.problem = problem;
    }

    /**
     * Reads a file of up to so many MiB.
     *
     * @throws NoSuchFileException if there is none
     */
    public static TextFile read(Path file, int mebibytes) throws NoSuchFileException {
        String name = file.getFileName().toString();
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (Files.size(file) > (long) mebibytes * MEBIBYTE) {
                return unread(name, "is larger than " + mebibytes + " MiB and is not read; is it a configuration?");
            }
            return decoded(name, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (AccessDeniedException e) {
            return unread(name, "may not be read; grant that to the user that the runtime runs as");
        } catch (IOException e) {
            return unread(name, "cannot be read: " + e.getMessage());
        }
    }

    /** Empty if the file could not be read at all; with replacement characters if it is not all UTF-8. */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** What is wrong with it, with its place. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    private static TextFile unread(String name, String message) {
        return new TextFile(null, Problem.of(message).at(name, 0));
    }

    private static TextFile decoded(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return new TextFile(content, null);
        } catch (CharacterCodingException e) {
            int line = 1
                    + (int) text.substring(0, text.indexOf('\uFFFD'))
                            .chars()
                            .filter(character -> character == '\n')
                            .count();
            return new TextFile(
                    content,
                    Problem.of("is not UTF-8; save the file in that encoding").at(name, line));
        }
    }
}
