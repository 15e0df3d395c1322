package dev.patchbay.itests.child;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An external system that rotates tokens as many do: it accepts the old one until the new one is used for the first time.
 * What it accepts stands in a file and outlives its callers.
 */
final class RotatingServer {
    private final Path file;

    RotatingServer(Path file) {
        this.file = file;
    }

    /** A call with a token: whoever has a newer one than others has shown that it has got it. */
    void use(String token) {
        List<String> accepted = accepted();
        int index = accepted.indexOf(token);
        if (index < 0) {
            throw new ConnectorException(ErrorCode.AUTHENTICATION_FAILED, "the token is refused");
        }
        write(accepted.subList(index, accepted.size()));
    }

    String issue() {
        List<String> accepted = new ArrayList<>(accepted());
        String issued = UUID.randomUUID().toString();
        accepted.add(issued);
        write(accepted);
        return issued;
    }

    private List<String> accepted() {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(List<String> accepted) {
        try {
            Path fresh = Files.write(file.resolveSibling(file.getFileName() + ".next"), accepted);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
