package dev.patchbay.registry.secret;

import dev.patchbay.model.Secret;
import dev.patchbay.registry.data.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Secrets in files, one each, named as the reference: {@code $[secret:github-token]} is secrets/github-token. Tenants and
 * what they share have folders of their own in it, see {@link SecretPlaces}.
 */
final class SecretFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final long LARGEST = 1 << 20;
    private static final String RULE =
            "the name of a file in secrets/ has up to 128 of a-z, A-Z, 0-9, '_', '-' and '.', not first";

    private final Optional<Path> folder;

    SecretFiles(Optional<Path> folder) {
        this.folder = folder;
    }

    /** The first there is; one that is there and cannot be read is no reason to look for another. */
    Resolution resolve(String name, String tenant) {
        if (!NAME.matcher(name).matches()) {
            return Resolution.unresolved(RULE);
        }
        if (folder.isEmpty()) {
            return Resolution.unresolved("there is no home with a folder secrets/ here");
        }
        List<String> places = SecretPlaces.of(tenant, name);
        return places.stream()
                .filter(place -> Files.isRegularFile(folder.get().resolve(place)))
                .findFirst()
                .map(place -> read(folder.get().resolve(place), place))
                .orElseGet(() -> Resolution.unresolved("there is no file "
                        + places.stream().collect(Collectors.joining("' or '", "'", "'"))
                        + " in secrets/; put one there"));
    }

    /** Replaces a tenant's own file; empty if that was done. */
    synchronized Optional<String> store(String name, String tenant, Secret secret) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(RULE);
        }
        String place = SecretPlaces.own(tenant, name);
        return folder.map(path -> write(path.resolve(place), place, secret))
                .orElseGet(() -> Optional.of("there is no home with a folder secrets/ here"));
    }

    private static Optional<String> write(Path file, String place, Secret secret) {
        if (Files.isSymbolicLink(file)) {
            return Optional.of("the file '" + place + "' in secrets/ is a link, as in a mounted volume, and is changed "
                    + "where it comes from only; refer to $[keystore:NAME] instead");
        }
        try {
            DurableFile.forOwner(file).write(withLineEnd(secret.reveal()).getBytes(StandardCharsets.UTF_8));
            return Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.of("the file '" + place + "' in secrets/ cannot be written ("
                    + e.getCause().getClass().getSimpleName()
                    + "); let the user that the runtime runs as write there, or refer to $[keystore:NAME] instead");
        }
    }

    private static Resolution read(Path file, String name) {
        try {
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

    /** What {@link #withoutLineEnd} makes the same text of. */
    private static String withLineEnd(String text) {
        return text.endsWith("\n") ? text + "\n" : text;
    }
}
