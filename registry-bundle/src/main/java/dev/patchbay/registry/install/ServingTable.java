package dev.patchbay.registry.install;

import dev.patchbay.registry.data.DurableFile;
import dev.patchbay.registry.jar.JarFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Version;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code data/serving.json}: which sound bytes each file of deploy/ has brought, and which of them serve each type. It
 * decides what runs after a start, whatever the bundle cache holds. Read and written by streaming, because it is read at
 * every start. Its callers take turns.
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
        try (JsonParser parser =
                new JsonFactory().createParser(ObjectReadContext.empty(), Files.readAllBytes(file.path()))) {
            return content(parser);
        } catch (JacksonException
                | IOException
                | IllegalArgumentException
                | NullPointerException
                | ClassCastException unreadable) {
            file.setAside(REMEDY);
            return Content.EMPTY;
        }
    }

    /** Durable when it returns. */
    void write(Collection<DeployedFile> files, Map<String, Served> types, Map<String, String> fitting) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeName("files");
            out.writeStartArray();
            files.stream().filter(each -> each.jar() != null).forEach(each -> write(each, out));
            out.writeEndArray();
            out.writeName("types");
            out.writeStartObject();
            new TreeMap<>(types).forEach((type, served) -> {
                out.writeName(type);
                out.writeStartObject();
                out.writeStringProperty("serving", served.serving());
                out.writeStringProperty("previous", served.previous());
                out.writeEndObject();
            });
            out.writeEndObject();
            out.writeName("fitting");
            out.writeStartObject();
            new TreeMap<>(fitting).forEach(out::writeStringProperty);
            out.writeEndObject();
            out.writeEndObject();
        }
        file.write(bytes.toByteArray());
    }

    private static void write(DeployedFile each, JsonGenerator out) {
        // Of a file that holds something else by now, the bytes at the next start are compared with none.
        Stamp stamp = each.problem() == null ? each.seen() : Stamp.NONE;
        out.writeStartObject();
        out.writeStringProperty("file", each.file());
        out.writeNumberProperty("order", each.order());
        out.writeNumberProperty("size", stamp.size());
        out.writeNumberProperty("modified", stamp.modified());
        out.writeStringProperty("identity", stamp.identity());
        out.writeName("jar");
        write(each.jar(), out);
        if (each.former() != null) {
            out.writeName("former");
            write(each.former(), out);
        }
        out.writeEndObject();
    }

    private static void write(Jar jar, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("sha256", jar.sha256());
        out.writeStringProperty("name", jar.facts().name());
        out.writeStringProperty("version", jar.facts().version().toString());
        out.writeNumberProperty("java", jar.facts().java());
        write("types", jar.facts().types(), out);
        write("exports", jar.facts().exports(), out);
        out.writeEndObject();
    }

    private static void write(String name, List<String> values, JsonGenerator out) {
        out.writeName(name);
        out.writeStartArray();
        values.forEach(out::writeString);
        out.writeEndArray();
    }

    private static Content content(JsonParser parser) {
        parser.nextToken();
        Map<?, ?> root = (Map<?, ?>) value(parser);
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

    /** A map, a list or a text. */
    private static Object value(JsonParser parser) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new TreeMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                return map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                return list;
            }
            default -> {
                return parser.getString();
            }
        }
    }
}
