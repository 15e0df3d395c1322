package dev.patchbay.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The packaged bundle of a connector, read without a framework. */
final class ConnectorBundle {
    private static final Pattern CLAUSES = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> entries = new ArrayList<>();
    private final Map<String, Document> descriptors = new LinkedHashMap<>();

    private ConnectorBundle() {}

    static ConnectorBundle read(Path file) {
        ConnectorBundle bundle = new ConnectorBundle();
        try (JarFile jar = new JarFile(file.toFile())) {
            jar.getManifest()
                    .getMainAttributes()
                    .forEach((name, value) -> bundle.headers.put(name.toString(), value.toString()));
            for (ZipEntry entry : jar.stream().toList()) {
                bundle.entries.add(entry.getName());
                if (entry.getName().startsWith("OSGI-INF/") && entry.getName().endsWith(".xml")) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        bundle.descriptors.put(entry.getName(), xml(content));
                    }
                }
            }
            return bundle;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** The clauses of a manifest header, such as the imported packages with their versions. */
    List<String> clauses(String header) {
        String value = headers.get(header);
        return value == null
                ? List.of()
                : CLAUSES.splitAsStream(value).map(String::trim).toList();
    }

    List<String> packages(String header) {
        return clauses(header).stream().map(each -> each.split(";")[0].trim()).toList();
    }

    /** The files in the bundle below a folder. */
    List<String> entries(String folder) {
        return entries.stream()
                .filter(each -> each.startsWith(folder) && !each.endsWith("/"))
                .toList();
    }

    /** The value of a manifest header; empty text if it is missing. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The components that publish a service of an interface, of those that the manifest names. */
    List<Element> components(String service) {
        return descriptors.entrySet().stream()
                .filter(each -> packages("Service-Component").stream().anyMatch(named -> names(named, each.getKey())))
                .map(Map.Entry::getValue)
                .map(Document::getDocumentElement)
                .filter(each -> each.getLocalName().equals("component"))
                .filter(each -> elements(each, "provide").stream()
                        .anyMatch(provide -> provide.getAttribute("interface").equals(service)))
                .toList();
    }

    /** A star in the last part of the name stands for any text. */
    private static boolean names(String named, String entry) {
        return entry.matches(Pattern.quote(named).replace("*", "\\E[^/]*\\Q"));
    }

    /** The elements of this name in all Metatype files. */
    List<Element> metatype(String name) {
        return descriptors.values().stream()
                .map(Document::getDocumentElement)
                .filter(each -> each.getLocalName().equals("MetaData"))
                .flatMap(each -> elements(each, name).stream())
                .toList();
    }

    /** The values of a component's property; empty if it has no such property. */
    static List<String> property(Element component, String name) {
        return elements(component, "property").stream()
                .filter(each -> each.getAttribute("name").equals(name))
                .map(each -> each.hasAttribute("value") ? each.getAttribute("value") : each.getTextContent())
                .flatMap(String::lines)
                .map(String::trim)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Document xml(InputStream content) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(content);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("a descriptor below OSGI-INF is no XML", e);
        }
    }
}
