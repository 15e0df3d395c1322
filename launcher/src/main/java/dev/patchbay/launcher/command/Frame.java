package dev.patchbay.launcher.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What travels over the command socket: a byte that says what it is, a length of four bytes, and so many bytes.
 *
 * <p>The client sends one {@link #REQUEST}. While a verb runs, the server sends {@link #OUT} and {@link #ERR}, and
 * {@link #WANT} whenever the verb reads; the client answers each WANT with one {@link #INPUT}, an empty one at the end
 * of its standard input. {@link #EXIT} ends it, or {@link #WORDS} for a question. A client that goes away ends the verb.
 */
record Frame(byte kind, byte[] payload) {
    /** Client: a {@link Request}. */
    static final byte REQUEST = 'R';
    /** Client: some bytes of standard input, or none at its end. */
    static final byte INPUT = 'I';
    /** Server: the verb reads, and nothing is there. */
    static final byte WANT = 'W';
    /** Server: bytes of standard output. */
    static final byte OUT = 'O';
    /** Server: bytes of standard error. */
    static final byte ERR = 'E';
    /** Server: the answer to a question, a list of words. */
    static final byte WORDS = 'L';
    /** Server: the exit code, four bytes; the last frame. */
    static final byte EXIT = 'X';

    /** No frame is larger: a stranger on the socket costs at most this much memory. */
    static final int LIMIT = 1 << 20;

    static Frame exit(int code) {
        return new Frame(EXIT, ByteBuffer.allocate(Integer.BYTES).putInt(code).array());
    }

    static Frame error(String sentence) {
        return new Frame(ERR, (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Frame words(List<String> words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeWords(words, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Frame(WORDS, bytes.toByteArray());
    }

    int exitCode() {
        return ByteBuffer.wrap(payload).getInt();
    }

    List<String> words() throws IOException {
        return readWords(new DataInputStream(new ByteArrayInputStream(payload)));
    }

    /** Each word by its length in bytes and its bytes, so that no character means anything. */
    static void writeWords(List<String> words, DataOutputStream out) throws IOException {
        out.writeInt(words.size());
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    static List<String> readWords(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = in.readInt();
            if (length < 0 || length > LIMIT) {
                throw new IOException("a word of " + length + " bytes is no word");
            }
            words.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        return words;
    }
}
