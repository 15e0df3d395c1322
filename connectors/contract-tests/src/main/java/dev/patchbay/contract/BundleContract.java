package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.SettingRule;
import dev.patchbay.spi.SettingsValidator;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import dev.patchbay.spi.WebhookReceiver;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What holds for the bundle that a connector is shipped as. */
interface BundleContract extends Fixture {

    @Test
    default void tellsItsTypeInTheManifest() {
        assertEquals(
                List.of(ConnectorType.NAMESPACE + ";" + ConnectorType.NAMESPACE + "=" + type()),
                packaged().clauses("Provide-Capability").stream()
                        .filter(each -> each.startsWith(ConnectorType.NAMESPACE))
                        .map(each -> each.replace("\"", ""))
                        .toList());
    }

    @Test
    default void hasANameAndAVersion() {
        assertFalse(packaged().header("Bundle-SymbolicName").isBlank(), "Bundle-SymbolicName is missing");
        String version = packaged().header("Bundle-Version");
        assertTrue(version.matches("\\d+(\\.\\d+(\\.\\d+(\\.[\\w-]+)?)?)?"), "Bundle-Version is '" + version + "'");
    }

    @Test
    default void importsOfPatchbayOnlyWhatConnectorsMay() {
        assertEquals(
                List.of(),
                packaged().packages("Import-Package").stream()
                        .filter(each -> each.startsWith("dev.patchbay."))
                        .filter(each -> !Set.of("dev.patchbay.model", "dev.patchbay.spi")
                                .contains(each))
                        .toList(),
                "imports what is not for connectors; the toolkit is embedded");
    }

    @Test
    default void takesEveryLaterMinorVersionOfTheContract() {
        packaged().clauses("Import-Package").stream()
                .filter(each -> each.startsWith("dev.patchbay."))
                .forEach(each ->
                        assertTrue(each.matches(".*version=\"\\[\\d+\\.\\d+(\\.\\d+)?,\\d+(\\.0)*\\)\".*"), each));
    }

    @Test
    default void exportsNothing() {
        assertEquals(List.of(), packaged().packages("Export-Package"));
    }

    @Test
    default void bringsNoCopyOfTheContract() {
        for (String each : List.of("dev/patchbay/model/", "dev/patchbay/spi/", "dev/patchbay/api/")) {
            assertEquals(List.of(), packaged().entries(each));
        }
        assertEquals(
                List.of(),
                packaged().entries("").stream()
                        .filter(each -> each.matches("(.*/)?api-bundle[^/]*\\.jar"))
                        .toList());
    }

    /** Any other policy makes Declarative Services create a factory for each configuration. */
    @Test
    default void publishesOneFactoryWhateverIsConfigured() {
        Element component = component();

        assertEquals("ignore", component.getAttribute("configuration-policy"));
        assertEquals("connector." + type(), component.getAttribute("configuration-pid"));
        assertEquals(List.of(type()), ConnectorBundle.property(component, ConnectorType.PREFIX_ + "name"));
    }

    @Test
    default void declaresTheSettingsOfItsInstances() {
        assertEquals(
                List.of("connector." + type()),
                packaged().metatype("Designate").stream()
                        .map(each -> each.getAttribute("factoryPid"))
                        .toList(),
                "@Designate(factory = true) is missing or names another PID");
        packaged()
                .metatype("AD")
                .forEach(each -> assertTrue(
                        !each.getAttribute("description").isBlank(),
                        () -> each.getAttribute("id") + " is not described"));
    }

    /** What these tests do not know as a password they look for in no message. */
    @Test
    default void hasNoPasswordThatTheTestsDoNotKnow() {
        Set<String> unknown = new TreeSet<>();
        for (Element each : packaged().metatype("AD")) {
            if (each.getAttribute("type").equals("Password")) {
                unknown.add(each.getAttribute("id"));
            }
        }
        unknown.removeAll(secretKeys());
        assertEquals(Set.of(), unknown, "name them in secretKeys()");
    }

    /** Otherwise each instance finds out at its first call that its address leads nowhere. */
    @Test
    default void saysWhatAnAddressLooksLike() {
        for (Element each : packaged().metatype("AD")) {
            String key = each.getAttribute("id");
            String form = each.getAttributeNS(SettingRule.NAMESPACE, "form");
            String pattern = each.getAttributeNS(SettingRule.NAMESPACE, "pattern");
            assertTrue(
                    !key.equals("url") || form.equals("URL") || !pattern.isEmpty(),
                    "'url' is any text; put @SettingRule(form = URL), or a pattern, on it");
            assertDoesNotThrow(() -> Pattern.compile(pattern), () -> "the pattern of '" + key + "' is none");
            assertTrue(
                    pattern.isEmpty()
                            || !each.getAttributeNS(SettingRule.NAMESPACE, "expected")
                                    .isBlank(),
                    () -> "'" + key + "' has a pattern; tell in 'expected' what matches it");
        }
    }

    /** So that it is known before a class of the connector is loaded. */
    @Test
    default void publishesAValidatorIfItIsOne() {
        assertEquals(
                factory() instanceof SettingsValidator ? 1 : 0,
                packaged().components(SettingsValidator.class.getName()).size(),
                "publish it with the factory: service = {ConnectorFactory.class, SettingsValidator.class}");
    }

    @Test
    default void declaresWhatItCanDo() {
        Element component = component();
        Connector connector = connector();
        Set<String> can = new TreeSet<>();
        if (connector instanceof Source) {
            can.add("pull");
        }
        if (connector instanceof Sink) {
            can.add("push");
        }
        if (connector instanceof WebhookReceiver) {
            can.add("receive");
        }
        if (connector instanceof Invoker) {
            can.add("invoke");
        }

        assertEquals(can, new TreeSet<>(ConnectorBundle.property(component, ConnectorType.PREFIX_ + "capabilities")));
        assertEquals(
                incrementalPull().isPresent(),
                ConnectorBundle.property(component, ConnectorType.PREFIX_ + "incremental")
                        .contains("true"));
    }

    private Element component() {
        List<Element> components = packaged().components(ConnectorFactory.class.getName());
        assertEquals(1, components.size(), "components that publish a ConnectorFactory");
        return components.get(0);
    }

    private ConnectorBundle packaged() {
        assumeTrue(bundle().isPresent(), "no bundle; set the system property connector.bundle");
        return ConnectorBundle.read(bundle().orElseThrow());
    }
}
