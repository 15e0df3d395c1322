package dev.patchbay.registry.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import dev.patchbay.model.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class MetatypeSchemaTest {
    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0" localization="OSGI-INF/l10n/x">
              <OCD id="o" name="GitHub" description="%what">
                <AD id="url" type="String" name="%url" description="Where it is"/>
                <AD id="user" type="String" default=""/>
                <AD id="token" type="Password" required="false"/>
                <AD id="page.size" type="Integer" default="100" min="1" max="1000"/>
                <AD id="labels" type="String" cardinality="2147483647" default="a\\,b,c"/>
                <AD id="mode" type="String" default="fast"><Option label="Fast" value="fast"/><Option label="T" value="thorough"/></AD>
                <AD id="level" type="Byte" required="false"/>
                <AD id="timeout" type="Integer" default="7"/>
              </OCD>
              <Designate factoryPid="connector.github"><Object ocdref="o"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir
    Path storage;

    private TestFramework framework;
    private final MetatypeSchema schemas = new MetatypeSchema(CommonSettings.of(Map.of()));

    @BeforeEach
    void start() {
        framework = TestFramework.start(storage);
    }

    @AfterEach
    void stop() {
        framework.close();
    }

    @Test
    void readsABundleThatCannotResolve() {
        Bundle bundle = install(Map.of(
                "OSGI-INF/metatype/github.xml",
                DOCUMENT,
                "OSGI-INF/l10n/x.properties",
                "what=Issues and more\nurl=Address\n"));
        Schema schema = schemas.read(bundle, "github");

        assertEquals(Bundle.INSTALLED, bundle.getState());
        assertFalse(schema.isOpen());
        assertEquals("Issues and more", schema.description());
        Attribute url = schema.attribute("url").orElseThrow();
        assertEquals("Address", url.name());
        assertEquals("Where it is", url.description());
        assertTrue(url.required());
        Attribute size = schema.attribute("page.size").orElseThrow();
        assertEquals(Type.INTEGER, size.type());
        assertEquals(Optional.of("1"), size.minimum());
        assertEquals(Optional.of("1000"), size.maximum());
        assertEquals(List.of("100"), size.defaults());
        assertFalse(size.required(), "it has a default");
        assertEquals(Type.PASSWORD, schema.attribute("token").orElseThrow().type());
        assertEquals(
                List.of("fast", "thorough"),
                schema.attribute("mode").orElseThrow().options());
    }

    @Test
    void anEmptyDefaultIsADefault() {
        Attribute user = read().attribute("user").orElseThrow();
        assertFalse(user.required());
        assertEquals(List.of(""), user.defaults());
    }

    @Test
    void listsHaveEscapedCommas() {
        Attribute labels = read().attribute("labels").orElseThrow();
        assertTrue(labels.list());
        assertEquals(List.of("a,b", "c"), labels.defaults());
    }

    @Test
    void smallNumbersHaveTheirRange() {
        Attribute level = read().attribute("level").orElseThrow();
        assertEquals(Type.INTEGER, level.type());
        assertEquals(Optional.of("-128"), level.minimum());
        assertEquals(Optional.of("127"), level.maximum());
    }

    @Test
    void readsWhatMetatypeHasNoWordFor() {
        String document = DOCUMENT.replace(
                        "<metatype:MetaData ", "<metatype:MetaData xmlns:p=\"urn:patchbay:setting\" ")
                .replace("<AD id=\"url\"", "<AD p:form=\"URL\" p:schemes=\"\" id=\"url\"")
                .replace("<AD id=\"user\"", "<AD p:form=\"TEXT\" p:pattern=\"[a-z]+\" p:expected=\"%who\" id=\"user\"")
                .replace("<AD id=\"mode\"", "<AD p:pattern=\"(\" id=\"mode\"");
        Schema schema = schemas.read(
                install(Map.of("OSGI-INF/metatype/github.xml", document, "OSGI-INF/l10n/x.properties", "who=a name\n")),
                "github");

        Attribute url = schema.attribute("url").orElseThrow();
        assertEquals(Type.URL, url.type());
        assertEquals(List.of("http", "https"), url.schemes());
        Attribute user = schema.attribute("user").orElseThrow();
        assertEquals("[a-z]+", user.pattern().orElseThrow().pattern());
        assertEquals("a name", user.expected());
        assertTrue(schema.attribute("mode").orElseThrow().pattern().isEmpty(), "an unreadable one forbids nothing");
    }

    @Test
    void commonSettingsComeLastAndCannotBeChanged() {
        List<String> keys = read().attributes().stream().map(Attribute::key).toList();
        assertEquals("url", keys.get(0));
        assertEquals("mapping.push.NAME", keys.get(keys.size() - 1));
        assertEquals(Type.DURATION, read().attribute("timeout").orElseThrow().type());
        assertEquals(keys.size(), keys.stream().distinct().count());
    }

    @Test
    void withoutADocumentEveryKeyIsAllowed() {
        Bundle none = framework.install("none", Map.of(), Map.of());
        Bundle other = framework.install("other", Map.of(), Map.of("OSGI-INF/metatype/x.xml", DOCUMENT));
        assertTrue(schemas.read(none, "github").isOpen());
        assertTrue(schemas.read(other, "gitlab").isOpen());
        assertTrue(schemas.read(none, "github").attribute("enabled").isPresent());
    }

    @Test
    void aBrokenDocumentIsNoSchema() {
        Bundle bundle = install(Map.of("OSGI-INF/metatype/github.xml", "<metatype:MetaData><OCD"));
        assertTrue(schemas.read(bundle, "github").isOpen());
    }

    private Schema read() {
        return schemas.read(install(Map.of("OSGI-INF/metatype/github.xml", DOCUMENT)), "github");
    }

    private Bundle install(Map<String, String> entries) {
        return framework.install("github", Map.of("Import-Package", "org.example.absent"), entries);
    }
}
