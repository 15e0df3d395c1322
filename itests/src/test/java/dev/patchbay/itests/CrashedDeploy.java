package dev.patchbay.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A deploy/ in which things happen at random, and what must serve after a crash, by its files and the saved table. */
final class CrashedDeploy {
    private static final List<String> TYPES = List.of("alpha", "beta", "gamma");
    private static final int VERSIONS = 4;
    private static final Pattern SAVED =
            Pattern.compile("\"file\":\"([^\"]+)\".*?\"jar\":\\{\"sha256\":\"([0-9a-f]{64})\"");

    private final Path home;
    private final Random random;
    private final Map<String, Candidate> candidates = new HashMap<>();
    /** By file: the digest of its sound bytes; empty if it is damaged. */
    private final Map<String, String> files = new TreeMap<>();

    CrashedDeploy(Path home, Random random) throws IOException {
        this.home = home;
        this.random = random;
        Files.createDirectories(home.resolve("deploy"));
        Files.createDirectories(home.resolve("config"));
        for (String type : TYPES) {
            Files.writeString(home.resolve("config").resolve("connector." + type + ".cfg"), "url=http://crash\n");
            for (int version = 0; version < VERSIONS; version++) {
                Path jar = TestBundles.scripted(type, "1.0." + version);
                add(type, version, jar);
                add(type, version, TestBundles.rebuilt(jar, 1));
            }
        }
    }

    private record Candidate(String type, int version, Path jar) {}

    /**
     * What must serve.
     *
     * @param accepted by type: the digests of those of which one must serve
     * @param served what the child must say of each type
     */
    record Expected(Map<String, Set<String>> accepted, Set<String> served) {

        /** Whether just one of each type is there. */
        boolean isMetBy(Set<String> bundles) {
            return bundles.size() == accepted.size()
                    && accepted.values().stream()
                            .allMatch(each ->
                                    each.stream().filter(bundles::contains).count() == 1);
        }
    }

    /** @return the digest of what was put there; empty if nothing was */
    String change() {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String file = type + (random.nextBoolean() ? "-one.jar" : "-two.jar");
        int what = random.nextInt(8);
        if (what == 0) {
            files.remove(file);
            delete(file);
            return "";
        }
        List<String> ofType = candidates.keySet().stream()
                .filter(each -> candidates.get(each).type().equals(type))
                .sorted()
                .toList();
        String sha256 = ofType.get(random.nextInt(ofType.size()));
        Path jar = candidates.get(sha256).jar();
        if (what == 1) {
            files.put(file, "");
            put(BrokenJars.truncated(jar, 50), file);
            return "";
        }
        files.put(file, sha256);
        put(BrokenJars.bytes(jar), file);
        return sha256;
    }

    /** To be asked while nothing runs. */
    Expected expected() {
        Map<String, String> saved = saved();
        Map<String, Set<String>> accepted = new TreeMap<>();
        for (String type : TYPES) {
            List<String> offered = files.entrySet().stream()
                    .filter(each -> each.getKey().startsWith(type))
                    .map(each -> each.getValue().isEmpty() ? saved.getOrDefault(each.getKey(), "") : each.getValue())
                    .filter(each -> !each.isEmpty())
                    .toList();
            Optional<Integer> newest =
                    offered.stream().map(each -> candidates.get(each).version()).max(Comparator.naturalOrder());
            newest.ifPresent(version -> accepted.put(
                    type,
                    offered.stream()
                            .filter(each -> candidates.get(each).version() == version)
                            .collect(Collectors.toSet())));
        }
        return new Expected(
                accepted,
                accepted.entrySet().stream()
                        .map(each -> "type " + each.getKey() + " 1.0."
                                + candidates
                                        .get(each.getValue().iterator().next())
                                        .version())
                        .collect(Collectors.toSet()));
    }

    /** By file: the digest of the last sound bytes that it is known to have had. */
    private Map<String, String> saved() {
        Path table = home.resolve("data").resolve("serving.json");
        Map<String, String> saved = new HashMap<>();
        try {
            Matcher found = SAVED.matcher(Files.exists(table) ? Files.readString(table) : "");
            while (found.find()) {
                saved.put(found.group(1), found.group(2));
            }
            return saved;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void add(String type, int version, Path jar) {
        candidates.put(DroppedJars.sha256(jar), new Candidate(type, version, jar));
    }

    private void put(byte[] bytes, String file) {
        try {
            Path fresh = Files.write(home.resolve("deploy").resolve(file + ".tmp"), bytes);
            Files.move(fresh, home.resolve("deploy").resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void delete(String file) {
        try {
            Files.deleteIfExists(home.resolve("deploy").resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
