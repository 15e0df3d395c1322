package dev.patchbay.registry.files;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.SchemaSource;
import dev.patchbay.registry.secret.SecretReference;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a file into a definition that ConfigAdmin may have. A value stays in clear only if the schema says that it is no
 * password; for every other one stands a reference to its place in the file.
 */
final class CfgReader {
    private final SchemaSource schemas;
    private final ClearValues clearValues;

    CfgReader(SchemaSource schemas, ClearValues clearValues) {
        this.schemas = schemas;
        this.clearValues = clearValues;
    }

    /** {@code before} is what ConfigAdmin has of the instance now. */
    Definition read(InstanceId id, Path file, Optional<Definition> before) throws NoSuchFileException {
        CfgFile cfg = CfgFile.read(file);
        Optional<Schema> schema = schemas.schema(id.type());
        Map<String, Object> values = new HashMap<>();
        Set<String> hidden = new HashSet<>();
        cfg.values().forEach((key, value) -> {
            if (mayBeSeen(schema, key) || SecretReference.parse(value).isPresent()) {
                values.put(key, value);
            } else {
                hidden.add(key);
                values.put(key, Definition.referenceTo(file, key));
            }
        });
        long revision = before.map(Definition::revision).orElse(0L);
        boolean changedUnseen = clearValues.replace(file, cfg.values(), hidden);
        return Definition.ofFile(id, file, values, cfg.problems())
                .withRevision(changedUnseen ? revision + 1 : revision);
    }

    private static boolean mayBeSeen(Optional<Schema> schema, String key) {
        return schema.filter(known -> CommonSettings.isMapping(key)
                        || known.attribute(key)
                                .filter(attribute -> attribute.type() != Attribute.Type.PASSWORD)
                                .isPresent())
                .isPresent();
    }
}
