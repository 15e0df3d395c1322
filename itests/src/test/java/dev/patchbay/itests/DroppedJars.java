package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.DeploymentState;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/** What lies in the deploy/ of a home: how it stands, for everybody who asks, and what is there of it inside. */
final class DroppedJars {
    private final RunningHome home;

    DroppedJars(RunningHome home) {
        this.home = home;
    }

    Optional<Deployment> find(String file) {
        return home.registry().deployments().stream()
                .filter(each -> each.file().equals(file))
                .findFirst();
    }

    /** Waits until a file stands so, with reasons of these words. */
    void await(String file, DeploymentState state, String... words) {
        RunningHome.eventually()
                .alias(file + " is " + state)
                .untilAsserted(() -> assertTrue(
                        file + " is " + find(file) + " and not " + state + " " + List.of(words),
                        find(file)
                                .filter(each -> each.state() == state)
                                .map(each -> String.join("; ", each.reasons()))
                                .filter(reasons -> Stream.of(words).allMatch(reasons::contains))
                                .isPresent()));
    }

    /** Waits until a file stands so, and {@code problems}, {@code why} and the log say it, too. */
    void awaitTold(String file, DeploymentState state, String... words) {
        await(file, state, words);
        awaitSaid("problems", () -> problems(file), file, words);
        awaitSaid("why", () -> home.registry().why(file).sentences(), file, words);
        awaitSaid("log", () -> home.log().with(file, words[0]), file, words);
    }

    private static void awaitSaid(String where, Supplier<List<String>> sentences, String file, String... words) {
        RunningHome.eventually().untilAsserted(() -> {
            String all = String.join("; ", sentences.get());
            assertTrue(
                    where + " says of " + file + ": " + all + " and not " + List.of(words),
                    Stream.of(words).allMatch(all::contains));
        });
    }

    /** Waits until a file does its work, and nobody has anything to say against it. */
    void awaitWell(String file, DeploymentState state) {
        await(file, state);
        RunningHome.eventually()
                .untilAsserted(() ->
                        assertEquals(file, List.of(), find(file).orElseThrow().reasons()));
        RunningHome.eventually().untilAsserted(() -> assertEquals(file, List.of(), problems(file)));
    }

    void awaitGone(String file) {
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(Optional.empty(), find(file).map(Deployment::toString)));
        RunningHome.eventually().untilAsserted(() -> assertEquals(file, List.of(), problems(file)));
    }

    /** Waits until an instance is served by a version, and by nothing else of its type that came by deploy/. */
    void awaitServing(String id, String version) {
        home.await(id, InstanceState.READY, InstanceState.ACTIVE);
        RunningHome.eventually().ignoreExceptions().untilAsserted(() -> assertEquals(version, home.servingVersion(id)));
    }

    List<String> problems(String file) {
        return home.registry().problems().stream()
                .filter(each -> each.file().filter(file::equals).isPresent())
                .map(Problem::toString)
                .toList();
    }

    /** The bundles that came by deploy/, as {@code name/version/sha256}, whose symbolic name ends so. */
    Set<String> bundles(String nameEnd) {
        return Stream.of(home.context().getBundles())
                .filter(each -> each.getLocation().startsWith("patchbay:"))
                .filter(each -> String.valueOf(each.getSymbolicName()).endsWith(nameEnd))
                .map(Bundle::getLocation)
                .map(each -> each.substring("patchbay:".length()))
                .collect(Collectors.toSet());
    }

    /** The names of the files in data/bundles. */
    Set<String> stored() {
        try (Stream<Path> files = Files.list(home.path().resolve("data").resolve("bundles"))) {
            return files.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Puts bytes there as a whole, by renaming. */
    Path put(byte[] bytes, String file) {
        try {
            Path fresh = Files.write(home.aside(file + ".next"), bytes);
            return move(fresh, file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path move(Path fresh, String file) {
        try {
            return Files.move(fresh, home.deployed(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String sha256(Path jar) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        } catch (IOException | NoSuchAlgorithmException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
