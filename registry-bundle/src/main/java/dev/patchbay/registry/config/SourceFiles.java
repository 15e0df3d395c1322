package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the checks ask about the files that configurations come from. */
public interface SourceFiles {

    /** The key under which {@link #positions} has the place of the instance itself, in files of several instances. */
    String INSTANCE = "";

    /** Where each key of an instance stands now; empty if the file cannot be read. Reads the file. */
    Map<String, Position> positions(Path file, InstanceId id);

    /** A value of an instance that stands in the file and is kept out of ConfigAdmin; empty if there is none. */
    Optional<String> value(Path file, InstanceId id, String key);
}
