package dev.patchbay.registry.install;

import dev.patchbay.registry.data.DurableFile;
import dev.patchbay.registry.data.PlainJson;
import dev.patchbay.registry.jar.JarFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Version;

/**
 * {@code data/serving.json}: which sound bytes each file of deploy/ has brought, and which of them serve each type. It
 * decides what runs after a start, whatever the bundle cache holds. Its callers take turns.
 */
final class ServingTable {
    private static final String REMEDY = "every file in deploy/ is taken in anew";

    private final DurableFile file;

    ServingTable(Path file) {
        this.file = new DurableFile(file);
    }

    /**
     * @param serving SHA-256 of what serves unpinned instances
     * @param previous SHA-256 of what did so before; empty if there was nothing
     */
    record Served(String serving, String previous) {}

    /**
     * @param types by name
     * @param fitting by SHA-256, in which surroundings bytes were found to fit
     */
    record Content(List<DeployedFile> files, Map<String, Served> types, Map<String, String> fitting) {
        static final Content EMPTY = new Content(List.of(), Map.of(), Map.of());
    }

    /** Empty if the file is not there, or cannot be read and was set aside. */
    Content read() {
        if (!Files.exists(file.path())) {
            return Content.EMPTY;
        }
        try {
            return content((Map<?, ?>) PlainJson.read(Files.readString(file.path())));
        } catch (IOException | IllegalArgumentException | NullPointerException | ClassCastException unreadable) {
            file.setAside(REMEDY);
            return Content.EMPTY;
        }
    }

    /** Durable when it returns. */
    void write(Collection<DeployedFile> files, Map<String, Served> types, Map<String, String> fitting) {
        List<Object> held = new ArrayList<>();
        files.stream().filter(each -> each.jar() != null).forEach(each -> held.add(written(each)));
        Map<String, Object> served = new TreeMap<>();
        types.forEach((type, each) -> {
            Map<String, Object> pair = new LinkedHashMap<>();
            pair.put("serving", each.serving());
            pair.put("previous", each.previous());
            served.put(type, pair);
        });
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("files", held);
        root.put("types", served);
        root.put("fitting", new TreeMap<>(fitting));
        file.write(PlainJson.write(root).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> written(DeployedFile each) {
        // Of a file that holds something else by now, the bytes at the next start are compared with none.
        Stamp stamp = each.problem() == null ? each.seen() : Stamp.NONE;
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("file", each.file());
        written.put("order", each.order());
        written.put("size", stamp.size());
        written.put("modified", stamp.modified());
        written.put("identity", stamp.identity());
        written.put("jar", written(each.jar()));
        if (each.former() != null) {
            written.put("former", written(each.former()));
        }
        return written;
    }

    private static Map<String, Object> written(Jar jar) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("sha256", jar.sha256());
        written.put("name", jar.facts().name());
        written.put("version", jar.facts().version());
        written.put("java", jar.facts().java());
        written.put("types", jar.facts().types());
        written.put("exports", jar.facts().exports());
        return written;
    }

    private static Content content(Map<?, ?> root) {
        List<DeployedFile> files = new ArrayList<>();
        ((List<?>) root.get("files")).forEach(each -> files.add(file((Map<?, ?>) each)));
        Map<String, Served> types = new TreeMap<>();
        ((Map<?, ?>) root.get("types"))
                .forEach((type, served) -> types.put(
                        (String) type,
                        new Served(text((Map<?, ?>) served, "serving"), text((Map<?, ?>) served, "previous"))));
        Map<String, String> fitting = new TreeMap<>();
        ((Map<?, ?>) root.get("fitting"))
                .forEach((sha, surroundings) -> fitting.put((String) sha, (String) surroundings));
        return new Content(files, types, fitting);
    }

    private static DeployedFile file(Map<?, ?> read) {
        Stamp stamp = new Stamp(number(read, "size"), number(read, "modified"), text(read, "identity"));
        Jar former = read.get("former") == null ? null : jar((Map<?, ?>) read.get("former"));
        return new DeployedFile(
                text(read, "file"), number(read, "order"), stamp, jar((Map<?, ?>) read.get("jar")), former, null);
    }

    private static Jar jar(Map<?, ?> read) {
        JarFacts facts = new JarFacts(
                text(read, "name"),
                Version.parseVersion(text(read, "version")),
                texts(read, "types"),
                texts(read, "exports"),
                (int) number(read, "java"));
        return new Jar(text(read, "sha256"), facts);
    }

    private static String text(Map<?, ?> read, String name) {
        return read.get(name).toString();
    }

    private static long number(Map<?, ?> read, String name) {
        return Long.parseLong(text(read, name));
    }

    private static List<String> texts(Map<?, ?> read, String name) {
        return ((List<?>) read.get(name)).stream().map(Object::toString).toList();
    }
}
