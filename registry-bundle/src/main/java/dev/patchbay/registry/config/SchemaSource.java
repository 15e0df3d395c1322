package dev.patchbay.registry.config;

import dev.patchbay.model.Schema;
import java.util.Optional;

/** The schemas of the types that are installed now; quick, since it is asked on file watching threads. */
@FunctionalInterface
public interface SchemaSource {

    /** The schema, common settings included, that new instances of the type have; empty if it is not installed. */
    Optional<Schema> schema(String type);
}
