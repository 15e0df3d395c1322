package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Configurations;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Position;
import dev.patchbay.registry.config.SchemaSource;
import dev.patchbay.registry.config.SourceFiles;
import dev.patchbay.registry.format.InstanceBlock;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which file owns which instance: the first one keeps it, the others are told so and wait. Work on one instance is done in
 * turns, so the order of what is told about it is kept whatever the threads.
 */
final class InstanceOwners {
    private final Configurations configurations;
    private final BlockReader reader;
    private final FileProblems problems;
    private final ClearValues clearValues;
    private final Turns<InstanceId> turns = new Turns<>();

    /** What files say of instances that another source owns. */
    private final Map<InstanceId, NavigableMap<Path, InstanceBlock>> rivals = new ConcurrentHashMap<>();

    InstanceOwners(
            Configurations configurations, SchemaSource schemas, FileProblems problems, ClearValues clearValues) {
        this.configurations = configurations;
        this.reader = new BlockReader(schemas, clearValues);
        this.problems = problems;
        this.clearValues = clearValues;
    }

    /** A file defines an instance, for the first time or anew. */
    void gain(Path file, InstanceBlock block) {
        turns.take(block.id(), () -> gainNow(file, block));
    }

    /** A file does not define an instance any more. */
    void lose(Path file, InstanceId id) {
        turns.take(id, () -> loseNow(file, id));
    }

    /** Something else than a file may have given an instance up. */
    void freed(InstanceId id) {
        if (rivals.containsKey(id)) {
            turns.take(id, () -> {
                if (configurations.read(id).isEmpty()) {
                    succeed(id);
                }
            });
        }
    }

    /** A file that has gone owns nothing, though nobody may have told so yet. */
    private void gainNow(Path file, InstanceBlock block) {
        Optional<Definition> present = configurations.read(block.id());
        Optional<Path> owner = present.flatMap(Definition::file);
        boolean ours = owner.filter(file::equals).isPresent();
        if (ours
                || present.isEmpty()
                || owner.filter(other -> !Files.isRegularFile(other)).isPresent()) {
            withdraw(file, block.id());
            load(file, block, ours ? present : Optional.empty());
            return;
        }
        rivals.computeIfAbsent(block.id(), key -> new ConcurrentSkipListMap<>()).put(file, block);
        problems.report(file, block.id(), rival(file, block, present.get().source()));
    }

    private void loseNow(Path file, InstanceId id) {
        withdraw(file, id);
        problems.clear(file, id);
        Optional<Path> owner = configurations.read(id).flatMap(Definition::file);
        if (owner.filter(file::equals).isPresent() && !succeed(id)) {
            configurations.delete(id);
        }
        clearValues.forget(file, id);
    }

    private void withdraw(Path file, InstanceId id) {
        rivals.computeIfPresent(id, (key, waiting) -> {
            waiting.remove(file);
            return waiting.isEmpty() ? null : waiting;
        });
    }

    /** Gives an instance to the first of the files that waited for it; false if there is none. */
    private boolean succeed(InstanceId id) {
        NavigableMap<Path, InstanceBlock> waiting = rivals.getOrDefault(id, new ConcurrentSkipListMap<>());
        Optional<Path> heir =
                waiting.keySet().stream().filter(Files::isRegularFile).findFirst();
        heir.ifPresent(file -> {
            InstanceBlock block = waiting.get(file);
            withdraw(file, id);
            load(file, block, Optional.empty());
            waiting.forEach(this::gainNow);
        });
        return heir.isPresent();
    }

    private void load(Path file, InstanceBlock block, Optional<Definition> before) {
        try {
            configurations.write(reader.read(block, file, before));
            problems.clear(file, block.id());
        } catch (UncheckedIOException e) {
            problems.report(
                    file,
                    block.id(),
                    place(
                            file,
                            block,
                            Problem.of("'" + block.id() + "' is not in effect: " + e.getMessage()
                                    + "; see to that and touch the file")));
        }
    }

    /** What is wrong with a block of an instance that another source, which was first, defines already. */
    static Problem rival(Path file, InstanceBlock block, String source) {
        String remedy = block.positions().containsKey(SourceFiles.INSTANCE)
                ? "take it out of one of them"
                : "delete one of them";
        return place(
                file,
                block,
                Problem.of("'" + file.getFileName() + "' and '" + source + "' both define '" + block.id() + "', and '"
                        + source + "' was first; " + remedy));
    }

    private static Problem place(Path file, InstanceBlock block, Problem problem) {
        return block.positions()
                .getOrDefault(SourceFiles.INSTANCE, Position.NONE)
                .place(problem, file.getFileName().toString());
    }
}
