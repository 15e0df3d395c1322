package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Every connector that speaks HTTP has the same settings for the way to its service, with the same words. Each declares them
 * itself, so one may forget some.
 */
public final class NetworkSettingsIT {
    private static final List<String> KEYS = List.of(
            "no.proxy",
            "proxy",
            "proxy.password",
            "proxy.user",
            "tls.ca",
            "tls.certificate",
            "tls.key",
            "tls.password");

    @Test
    public void areTheSameInEveryConnectorThatSpeaksHttp() throws Exception {
        Map<String, Map<String, String>> declared = new TreeMap<>();
        try (Stream<Path> jars = Files.list(Path.of("target", "bundles"))) {
            for (Path each :
                    jars.filter(each -> each.toString().endsWith(".jar")).toList()) {
                read(each, declared);
            }
        }

        assertTrue(declared.keySet().toString(), declared.size() >= 4);
        Map<String, String> first = declared.values().iterator().next();
        declared.forEach((connector, settings) -> {
            assertEquals(connector, KEYS, List.copyOf(settings.keySet()));
            // One may say more, such as what else goes by that way.
            settings.forEach((key, words) -> {
                String others = first.get(key);
                assertTrue(connector + ": " + words, words.startsWith(others) || others.startsWith(words));
            });
        });
    }

    private static void read(Path jar, Map<String, Map<String, String>> declared) throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            String capabilities = file.getManifest().getMainAttributes().getValue("Provide-Capability");
            if (file.getEntry("dev/patchbay/toolkit/http/HttpService.class") == null
                    || !String.valueOf(capabilities).contains("patchbay.connector")) {
                return;
            }
            Map<String, String> settings = new TreeMap<>();
            for (JarEntry each : Collections.list(file.entries())) {
                if (each.getName().matches("OSGI-INF/metatype/.*\\.xml")) {
                    settings.putAll(attributes(file, each));
                }
            }
            declared.put(jar.getFileName().toString(), settings);
        }
    }

    /** Type, name and description by key. */
    private static Map<String, String> attributes(JarFile file, JarEntry document) throws Exception {
        Map<String, String> attributes = new TreeMap<>();
        try (InputStream content = file.getInputStream(document)) {
            NodeList all = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(content)
                    .getElementsByTagName("AD");
            for (int i = 0; i < all.getLength(); i++) {
                Element each = (Element) all.item(i);
                if (KEYS.contains(each.getAttribute("id"))) {
                    attributes.put(
                            each.getAttribute("id"),
                            String.join(
                                    " | ",
                                    each.getAttribute("type"),
                                    each.getAttribute("name"),
                                    each.getAttribute("description")));
                }
            }
        }
        return attributes;
    }
}
