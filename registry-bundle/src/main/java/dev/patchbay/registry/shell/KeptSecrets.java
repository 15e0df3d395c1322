package dev.patchbay.registry.shell;

import dev.patchbay.registry.secret.keystore.Keystore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where this runtime, or the home that is looked at, keeps secrets.
 *
 * @param keystore the one that the verbs write to
 * @param folder secrets/, which they only list; empty if there is no home
 * @param changed tells the runtime where in the keystore there is another one now, or none
 * @param running whether instances are there that may use them
 */
record KeptSecrets(Keystore keystore, Optional<Path> folder, Consumer<String> changed, boolean running) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    /** The names of the files in secrets/, with their folder if they lie in one: {@code acme/token}. */
    List<String> files() {
        List<String> found = new ArrayList<>();
        for (Path each : folder.map(KeptSecrets::entries).orElse(List.of())) {
            String name = each.getFileName().toString();
            if (Files.isDirectory(each)) {
                entries(each).forEach(inner -> found.add(name + "/" + inner.getFileName()));
            } else {
                found.add(name);
            }
        }
        return found;
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> isName(each.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw VerbFailure.failed("'" + folder + "' cannot be listed; let this user read it", e);
        }
    }

    /** Kubernetes keeps what files are links to in a folder beside them, which begins with a dot. */
    private static boolean isName(String name) {
        return NAME.matcher(name).matches() || name.equals("@shared");
    }
}
