package dev.patchbay.registry.secret;

import dev.patchbay.model.Secret;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Secrets in files, one each, named as the reference: {@code $[secret:github-token]} is secrets/github-token. */
final class SecretFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final long LARGEST = 1 << 20;

    private final Optional<Path> folder;

    SecretFiles(Optional<Path> folder) {
        this.folder = folder;
    }

    Resolution resolve(String name) {
        if (!NAME.matcher(name).matches()) {
            return Resolution.unresolved(
                    "the name of a file in secrets/ has up to 128 of a-z, A-Z, 0-9, '_', '-' and '.', not first");
        }
        return folder.map(path -> read(path.resolve(name), name))
                .orElseGet(() -> Resolution.unresolved("there is no home with a folder secrets/ here"));
    }

    private static Resolution read(Path file, String name) {
        try {
            if (!Files.isRegularFile(file)) {
                return Resolution.unresolved("there is no file '" + name + "' in secrets/; put one there");
            }
            if (Files.size(file) > LARGEST) {
                return Resolution.unresolved("the file '" + name + "' in secrets/ is larger than 1 MiB");
            }
            return Resolution.of(Secret.of(withoutLineEnd(Files.readString(file))));
        } catch (AccessDeniedException e) {
            return Resolution.unresolved("the file '" + name + "' in secrets/ may not be read; grant that to the user "
                    + "that the runtime runs as");
        } catch (MalformedInputException e) {
            return Resolution.unresolved("the file '" + name + "' in secrets/ is no UTF-8 text; save it as such");
        } catch (IOException e) {
            return Resolution.unresolved("the file '" + name + "' in secrets/ cannot be read: " + e.getMessage());
        }
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
