package dev.patchbay.registry.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComponentReaderTest {
    private static final String FACTORY =
            "<service><provide interface='dev.patchbay.spi.ConnectorFactory'/><provide interface='a.B'/></service>";

    @TempDir
    private Path folder;

    @Test
    void readsNameServicesAndPolicy() throws IOException {
        ComponentFacts component = only(
                component("name='github' configuration-policy='ignore' configuration-pid='connector.github'", FACTORY));
        assertEquals("github", component.name());
        assertEquals("ignore", component.policy());
        assertEquals(List.of("dev.patchbay.spi.ConnectorFactory", "a.B"), component.services());
        assertTrue(component.isConnectorFactory());
        assertTrue(component.fault().isEmpty());
    }

    @Test
    void saysThatAFactoryHasAnotherPolicyThanIgnore() throws IOException {
        assertTrue(
                only(component("name='github'", FACTORY)).fault().orElseThrow().contains("policy 'optional'"));
        assertTrue(only(component("name='github' configuration-policy='require'", FACTORY))
                .fault()
                .orElseThrow()
                .contains("its factory component 'github' has the configuration policy 'require'"));
    }

    @Test
    void hasNothingAgainstOtherComponents() throws IOException {
        ComponentFacts component = only(component("name='helper' configuration-policy='require'", ""));
        assertFalse(component.isConnectorFactory());
        assertTrue(component.fault().isEmpty());
    }

    @Test
    void readsOnlyWhatTheHeaderNames() throws IOException {
        Path jar = TestJar.library()
                .header("Service-Component", "OSGI-INF/a*.xml , other/b.xml")
                .entry("OSGI-INF/a.xml", component("name='a'", ""))
                .entry("OSGI-INF/a/b.xml", component("name='below'", ""))
                .entry("OSGI-INF/abc.xml", component("name='abc'", ""))
                .entry("OSGI-INF/c.xml", component("name='c'", ""))
                .entry("other/b.xml", component("name='b'", ""))
                .writeTo(folder);
        assertEquals(
                List.of("a", "abc", "b"),
                new ComponentReader()
                        .components(jar).stream().map(ComponentFacts::name).toList());
    }

    @Test
    void opensNoFileThatAnXmlRefersTo() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "leaked");
        String xml = "<!DOCTYPE component [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>"
                + "<component name='github'>&x;<service><provide interface='a.B'/></service></component>";
        List<ComponentFacts> found = read(xml.getBytes(StandardCharsets.UTF_8));
        assertFalse(found.toString().contains("leaked"));
    }

    @Test
    void isDoneQuicklyWithEntitiesThatGrow() throws IOException {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE component [<!ENTITY a0 'aaaaaaaaaa'>");
        for (int level = 1; level < 12; level++) {
            dtd.append("<!ENTITY a")
                    .append(level)
                    .append(" '")
                    .append(("&a" + (level - 1) + ";").repeat(10))
                    .append("'>");
        }
        String xml = dtd + "]><component name='&a11;'/>";
        assertFalse(read(xml.getBytes(StandardCharsets.UTF_8)).toString().contains("aaaaaaaaaa"));
    }

    @Test
    void passesOverWhatIsNoXml() throws IOException {
        assertEquals(List.of(), read("<component".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void findsNothingWithoutAHeader() throws IOException {
        assertEquals(
                List.of(), new ComponentReader().components(TestJar.library().writeTo(folder)));
    }

    private ComponentFacts only(byte[] xml) throws IOException {
        List<ComponentFacts> found = read(xml);
        assertEquals(1, found.size());
        return found.get(0);
    }

    private List<ComponentFacts> read(byte[] xml) throws IOException {
        return new ComponentReader()
                .components(TestJar.library()
                        .header("Service-Component", "OSGI-INF/github.xml")
                        .entry("OSGI-INF/github.xml", xml)
                        .writeTo(folder));
    }

    private static byte[] component(String attributes, String content) {
        return ("<?xml version='1.0' encoding='UTF-8'?><scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.4.0' "
                        + attributes + "><implementation class='org.example.GitHub'/>" + content + "</scr:component>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
