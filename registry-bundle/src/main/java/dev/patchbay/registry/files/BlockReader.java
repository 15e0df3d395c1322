package dev.patchbay.registry.files;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.ListText;
import dev.patchbay.registry.config.SchemaSource;
import dev.patchbay.registry.config.UrlText;
import dev.patchbay.registry.format.InstanceBlock;
import dev.patchbay.registry.secret.SecretReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes of a block of a file a definition that ConfigAdmin may have. A value stays in clear only if the schema says that it
 * is no password, or it is the path of a mapping, and none is in it; for every other one stands a reference to its place
 * in the file.
 */
final class BlockReader {
    private final SchemaSource schemas;
    private final ClearValues clearValues;

    BlockReader(SchemaSource schemas, ClearValues clearValues) {
        this.schemas = schemas;
        this.clearValues = clearValues;
    }

    /** {@code before} is what ConfigAdmin has of the instance now. */
    Definition read(InstanceBlock block, Path file, Optional<Definition> before) {
        Optional<Schema> schema = schemas.schema(block.id().type());
        Map<String, Object> values = new HashMap<>();
        Set<String> hidden = new HashSet<>();
        block.values().forEach((key, value) -> {
            boolean seen = mayBeSeen(schema, key) && !UrlText.holdsPassword(ListText.of(value));
            if (seen || value instanceof String text && isReference(text)) {
                values.put(key, value);
            } else {
                hidden.add(key);
                values.put(key, Definition.referenceTo(file, key));
            }
        });
        long revision = before.map(Definition::revision).orElse(0L);
        boolean changedUnseen = clearValues.replace(file, block, hidden);
        return Definition.ofFile(block.id(), file, values, block.problems())
                .filledFrom(block.filled())
                .withRevision(changedUnseen ? revision + 1 : revision);
    }

    private static boolean isReference(String text) {
        return SecretReference.parse(text).isPresent();
    }

    private static boolean mayBeSeen(Optional<Schema> schema, String key) {
        return CommonSettings.isMapping(key)
                || schema.flatMap(known -> known.attribute(key))
                        .filter(attribute -> attribute.type() != Attribute.Type.PASSWORD)
                        .isPresent();
    }
}
