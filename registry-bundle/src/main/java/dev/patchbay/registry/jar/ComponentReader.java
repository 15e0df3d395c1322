package dev.patchbay.registry.jar;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Bundle;

/** Reads the components of a bundle's JAR that is sound. Thread-safe. */
public final class ComponentReader {
    private static final String HEADER = "Service-Component";

    /**
     * The components of a bundle, in the order of its entries; none for those whose XML cannot be read, which
     * Declarative Services tells about.
     *
     * @throws IOException if the file cannot be read
     */
    public List<ComponentFacts> components(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return components(jar);
        }
    }

    /** The same of a JAR that is open. */
    public List<ComponentFacts> components(JarFile jar) throws IOException {
        String header = jar.getManifest() == null
                ? null
                : jar.getManifest().getMainAttributes().getValue(HEADER);
        return header == null ? List.of() : read(jar, pattern(header));
    }

    /** The same of a bundle, which need not be resolved. */
    public List<ComponentFacts> components(Bundle bundle) throws IOException {
        String header = bundle.getHeaders().get(HEADER);
        Enumeration<URL> entries = header == null ? null : bundle.findEntries("/", "*.xml", true);
        if (entries == null) {
            return List.of();
        }
        Pattern names = pattern(header);
        List<ComponentFacts> found = new ArrayList<>();
        for (URL entry : Collections.list(entries)) {
            if (names.matcher(entry.getPath().substring(1)).matches()) {
                try (InputStream xml = entry.openStream()) {
                    found.addAll(parse(xml));
                } catch (XMLStreamException unreadable) {
                    // Declarative Services says so when the bundle starts.
                }
            }
        }
        return found;
    }

    private static List<ComponentFacts> read(ZipFile jar, Pattern names) throws IOException {
        List<ComponentFacts> found = new ArrayList<>();
        for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
            if (names.matcher(entry.getName()).matches()) {
                try (InputStream xml = jar.getInputStream(entry)) {
                    found.addAll(parse(xml));
                } catch (XMLStreamException unreadable) {
                    // Declarative Services says so when the bundle starts.
                }
            }
        }
        return found;
    }

    /** The last part of a path may have stars. */
    private static Pattern pattern(String header) {
        return Pattern.compile(Arrays.stream(header.split(","))
                .map(path -> Arrays.stream(path.trim().split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^/]*")))
                .collect(Collectors.joining("|")));
    }

    private static List<ComponentFacts> parse(InputStream xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(xml);
        List<ComponentFacts> found = new ArrayList<>();
        List<String> services = new ArrayList<>();
        Map<String, List<String>> properties = new HashMap<>();
        String name = "";
        String implementation = "";
        String policy = "";
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "component" -> {
                        name = attribute(reader, "name", "");
                        policy = attribute(reader, "configuration-policy", "optional");
                        services.clear();
                        properties.clear();
                    }
                    case "implementation" -> {
                        implementation = attribute(reader, "class", "");
                        name = name.isEmpty() ? implementation : name;
                    }
                    case "property" -> {
                        String key = attribute(reader, "name", "");
                        properties.put(key, values(reader));
                    }
                    case "provide" -> services.add(attribute(reader, "interface", ""));
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("component")) {
                found.add(new ComponentFacts(name, implementation, services, policy, properties));
            }
        }
        return found;
    }

    /** In an attribute, or several in lines of their own. */
    private static List<String> values(XMLStreamReader reader) throws XMLStreamException {
        String value = reader.getAttributeValue(null, "value");
        return value != null
                ? List.of(value)
                : reader.getElementText()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    private static String attribute(XMLStreamReader reader, String name, String otherwise) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? otherwise : value;
    }
}
