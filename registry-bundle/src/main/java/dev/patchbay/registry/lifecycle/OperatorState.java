package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which instances an operator has switched on or off, kept in a file over restarts and upgrades. It beats every source
 * of settings and never edits one.
 */
public final class OperatorState {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorState.class);

    private final Path file;
    /** Guarded by this. */
    private final Map<String, Boolean> enabled;

    /** Reads the file if it is there; one that cannot be read is set aside, and everything counts as not decided. */
    public OperatorState(Path file) {
        this.file = file;
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
        write(next);
        enabled.put(id.toString(), on);
    }

    private Map<String, Boolean> read() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<String, Boolean> read =
                    JsonMapper.shared().readValue(file, new TypeReference<Map<String, Boolean>>() {});
            if (read == null || read.containsValue(null)) {
                setAside();
                return Map.of();
            }
            return read;
        } catch (JacksonException unreadable) {
            setAside();
            return Map.of();
        }
    }

    private void setAside() {
        Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn("{} could not be read and was moved to {}; enable and disable instances anew", file, aside);
        } catch (IOException alsoThat) {
            LOG.warn("{} could not be read: {}; enable and disable instances anew", file, alsoThat.toString());
        }
    }

    private void write(Map<String, Boolean> decisions) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(file.getParent(), "operator", ".tmp");
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(JsonMapper.shared().writeValueAsBytes(decisions)));
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " could not be written; check space and permissions", failed);
        }
    }
}
