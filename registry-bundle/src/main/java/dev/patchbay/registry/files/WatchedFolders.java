package dev.patchbay.registry.files;

import dev.patchbay.model.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folders in which files count: those of a home, each tenant's in secrets/, and the one that containers get their
 * secrets in. Confined to one thread, but for {@link #files}.
 */
final class WatchedFolders {
    private final FileProblems problems;
    private final List<Folder> roots;
    private final Map<Path, Folder> byPath = new ConcurrentHashMap<>();

    /** @param runSecrets need not be there */
    WatchedFolders(Path home, Path runSecrets, FileProblems problems) {
        this.problems = problems;
        this.roots = List.of(
                new Folder(HomeFolders.real(home.resolve("config")), WatchedNames::isWatched, false),
                new Folder(HomeFolders.real(home.resolve("deploy")), WatchedNames::isWatched, false),
                new Folder(HomeFolders.real(home.resolve("secrets")), WatchedNames::isWatched, true),
                new Folder(HomeFolders.real(home), WatchedNames::isEnvironment, false),
                new Folder(HomeFolders.real(runSecrets), WatchedNames::isWatched, false));
        roots.forEach(each -> byPath.put(each.path(), each));
    }

    Collection<Folder> all() {
        return byPath.values();
    }

    /** The folder at a path; empty if it is none of these. */
    Optional<Folder> find(Path path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** All files that are known, sorted within their folders. On any thread. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Folder folder : byPath.values()) {
            files.addAll(folder.files());
        }
        return files;
    }

    /** Takes in what is there at the start. */
    void begin(long now) {
        for (Folder root : roots) {
            attempt(root, () -> root.begin(now));
            for (Path path : root.subfolders()) {
                Folder subfolder = add(path);
                attempt(subfolder, () -> subfolder.begin(now));
            }
        }
    }

    /** Looks at every folder. */
    void look(long now) {
        for (Folder root : roots) {
            look(root, now);
        }
        for (Folder folder : byPath.values()) {
            if (!roots.contains(folder)) {
                attempt(folder, () -> folder.look(now));
                if (folder.isForgotten()
                        && roots.stream().noneMatch(each -> each.subfolders().contains(folder.path()))) {
                    byPath.remove(folder.path());
                }
            }
        }
    }

    /** Looks at a folder, and at those that have come into it. */
    void look(Folder folder, long now) {
        attempt(folder, () -> folder.look(now));
        for (Path path : folder.subfolders()) {
            if (!byPath.containsKey(path)) {
                Folder subfolder = add(path);
                attempt(subfolder, () -> subfolder.look(now));
            }
        }
    }

    private Folder add(Path path) {
        return byPath.computeIfAbsent(path, key -> new Folder(key, WatchedNames::isWatched, false));
    }

    private interface Look {
        void take() throws IOException;
    }

    private void attempt(Folder folder, Look look) {
        try {
            look.take();
            problems.clear(folder.path());
        } catch (IOException e) {
            problems.report(
                    folder.path(),
                    Problem.of("cannot be listed (" + e + "), and what it held stays in effect; let the user that the"
                            + " runtime runs as read it"));
        }
    }
}
