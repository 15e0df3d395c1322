package dev.patchbay.launcher.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a client asks for, in the first frame of a connection.
 *
 * @param words of a verb and its arguments, verbatim
 * @param directory against which relative file names are resolved
 * @param columns the width of the terminal that shows the answer; 0 if none does
 * @param errColumns the same of what is told beside the answer
 */
record Request(Kind kind, List<String> words, Path directory, int columns, int errColumns) {
    /** Changes with the shape of what follows. */
    private static final byte PROTOCOL = 2;

    /** What can be asked for. */
    enum Kind {
        /** Run a verb. */
        RUN,
        /** What could the last word become? */
        COMPLETE,
        /** Which verbs are there? */
        NAMES,
        /** Stop the runtime; answered when it has stopped. */
        STOP
    }

    Request {
        words = List.copyOf(words);
    }

    static Request question(Kind kind, List<String> words) {
        return new Request(kind, words, Path.of("").toAbsolutePath(), 0, 0);
    }

    Frame encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(PROTOCOL);
            out.writeByte(kind.ordinal());
            Frame.writeWords(words, out);
            Frame.writeWords(List.of(directory.toString()), out);
            out.writeInt(columns);
            out.writeInt(errColumns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Frame(Frame.REQUEST, bytes.toByteArray());
    }

    /** @throws IOException in one sentence, if this is no request that this release understands */
    static Request decode(Frame frame) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.payload()));
        if (frame.kind() != Frame.REQUEST || in.readByte() != PROTOCOL) {
            throw new IOException("The command and the runtime are of different releases; use the same for both");
        }
        int kind = in.readByte();
        if (kind < 0 || kind >= Kind.values().length) {
            throw new IOException("The runtime does not know what the command asks for; use the same release for both");
        }
        List<String> words = Frame.readWords(in);
        Path directory = Path.of(Frame.readWords(in).get(0));
        return new Request(Kind.values()[kind], words, directory, in.readInt(), in.readInt());
    }
}
