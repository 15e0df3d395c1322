package dev.patchbay.registry.yaml;

import dev.patchbay.registry.config.Position;

/** A file that is no YAML, or more than one can want; nothing in it can be used. */
final class BrokenYamlException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Position at;

    BrokenYamlException(String message, Position at) {
        super(message);
        this.at = at;
    }

    Position at() {
        return at;
    }
}
