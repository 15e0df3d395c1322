package dev.patchbay.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that somebody else keeps fresh, such as a token of Kubernetes: read anew each time. */
final class SecretFile {

    private SecretFile() {}

    static String read(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (!Token.isSendable(text)) {
                throw Refusal.wrong("'" + file + "' holds no token or id; it must be one line of ASCII");
            }
            return text;
        } catch (IOException e) {
            throw Refusal.wrong("'" + file + "' cannot be read; see that it is there, for the runtime's user");
        }
    }
}
