package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.data.DurableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which instances an operator has switched on or off, kept in a file over restarts and upgrades. It beats every source
 * of settings and never edits one.
 */
public final class OperatorState {
    private static final String REMEDY = "enable and disable instances anew";

    private final DurableFile file;
    /** Guarded by this. */
    private final Map<String, Boolean> enabled;

    /** Reads the file if it is there; one that cannot be read is set aside, and everything counts as not decided. */
    public OperatorState(Path file) {
        this.file = new DurableFile(file);
        this.enabled = new TreeMap<>(read());
    }

    /** What an operator has decided, or what the settings say if none has. */
    public synchronized boolean isEnabled(InstanceId id, boolean bySettings) {
        return enabled.getOrDefault(id.toString(), bySettings);
    }

    public synchronized boolean isDecided(InstanceId id) {
        return enabled.containsKey(id.toString());
    }

    /** Durable when it returns. */
    public synchronized void decide(InstanceId id, boolean on) {
        Map<String, Boolean> next = new TreeMap<>(enabled);
        next.put(id.toString(), on);
        file.write(JsonMapper.shared().writeValueAsBytes(next));
        enabled.put(id.toString(), on);
    }

    /** The instances of which something was decided. */
    public synchronized Set<String> decided() {
        return Set.copyOf(enabled.keySet());
    }

    /** Durable when it returns. */
    public synchronized void forget(Set<String> ids) {
        Map<String, Boolean> next = new TreeMap<>(enabled);
        if (next.keySet().removeAll(ids)) {
            file.write(JsonMapper.shared().writeValueAsBytes(next));
            enabled.keySet().removeAll(ids);
        }
    }

    private Map<String, Boolean> read() {
        if (!Files.exists(file.path())) {
            return Map.of();
        }
        try {
            Map<String, Boolean> read =
                    JsonMapper.shared().readValue(file.path(), new TypeReference<Map<String, Boolean>>() {});
            if (read == null || read.containsValue(null)) {
                file.setAside(REMEDY);
                return Map.of();
            }
            return read;
        } catch (JacksonException unreadable) {
            file.setAside(REMEDY);
            return Map.of();
        }
    }
}
