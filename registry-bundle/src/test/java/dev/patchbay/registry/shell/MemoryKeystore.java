package dev.patchbay.registry.shell;

import dev.patchbay.model.Secret;
import dev.patchbay.registry.secret.keystore.Keystore;
import java.util.List;
import java.util.TreeMap;

/** A keystore without a file. */
final class MemoryKeystore implements Keystore {
    final TreeMap<String, Secret> secrets = new TreeMap<>();
    String note = "";

    @Override
    public String file() {
        return "memory";
    }

    @Override
    public List<String> names() {
        return List.copyOf(secrets.keySet());
    }

    @Override
    public String set(String name, Secret secret) {
        secrets.put(name, secret);
        return note;
    }

    @Override
    public boolean remove(String name) {
        return secrets.remove(name) != null;
    }
}
