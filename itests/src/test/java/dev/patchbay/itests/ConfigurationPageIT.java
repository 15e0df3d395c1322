package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.Registration;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;

/**
 * docs/configuration.md has every setting of every connector as the bundles declare them. With {@code -Dupdate} the
 * tables on the page are written anew.
 */
public final class ConfigurationPageIT {
    private static final Path PAGE =
            Path.of("..", "docs", "configuration.md").toAbsolutePath().normalize();
    private static final String COMMON = "settings of every instance";
    private static final Pattern PLACE =
            Pattern.compile("<!-- generated: (.*?) -->\n(.*?)<!-- end: \\1 -->\n", Pattern.DOTALL);

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    @Test
    public void hasEverySettingOfEveryConnector() throws IOException {
        String page = Files.readString(PAGE);
        String generated = generated(page);

        if (System.getProperty("update") != null) {
            Files.writeString(PAGE, generated);
            return;
        }
        assertEquals(
                "docs/configuration.md does not tell what the bundles declare; write it anew with 'mvn verify -pl itests"
                        + " -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ConfigurationPageIT"
                        + " -Dfailsafe.failIfNoSpecifiedTests=false -Dupdate'",
                generated,
                page);
    }

    /** The page with each table between its marks, and a place for each connector that has none yet. */
    private static String generated(String page) throws IOException {
        Schema common = common();
        List<Path> connectors = connectors();
        connectors.forEach(HOME::deploy);
        StringBuilder whole = new StringBuilder(page);
        for (Path jar : connectors) {
            String type = type(jar);
            if (!page.contains("<!-- generated: " + type + " -->")) {
                whole.append("\n## `")
                        .append(type)
                        .append("`\n\n<!-- generated: ")
                        .append(type)
                        .append(" -->\n");
                whole.append("<!-- end: ").append(type).append(" -->\n");
            }
        }
        Matcher places = PLACE.matcher(whole);
        return places.replaceAll(place -> Matcher.quoteReplacement("<!-- generated: " + place.group(1) + " -->\n"
                + table(place.group(1), common) + "<!-- end: " + place.group(1) + " -->\n"));
    }

    private static String table(String what, Schema common) {
        if (what.equals(COMMON)) {
            return rows(common.attributes());
        }
        HOME.awaitType(what);
        Set<String> known = common.attributes().stream().map(Attribute::key).collect(Collectors.toSet());
        Schema schema = HOME.registry().schema(what);
        List<Attribute> own = schema.attributes().stream()
                .filter(each -> !known.contains(each.key()))
                .toList();
        return schema.description() + ".\n\n" + rows(own);
    }

    private static String rows(List<Attribute> attributes) {
        return "| key | form | default | meaning |\n| --- | --- | --- | --- |\n"
                + attributes.stream().map(ConfigurationPageIT::row).collect(Collectors.joining());
    }

    private static String row(Attribute attribute) {
        String standard = String.join(",", attribute.defaults());
        return "| `" + attribute.key() + "` | " + cell(form(attribute)) + " | "
                + (standard.isEmpty() ? attribute.required() ? "required" : "" : "`" + cell(standard) + "`") + " | "
                + cell(attribute.description()) + " |\n";
    }

    private static String form(Attribute attribute) {
        String form = attribute.options().isEmpty()
                ? attribute.type().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : attribute.options().stream().map(each -> "`" + each + "`").collect(Collectors.joining(" or "));
        String least = attribute.minimum().map(each -> ", from " + each).orElse("");
        String most = attribute.maximum().map(each -> ", to " + each).orElse("");
        String schemes = attribute.schemes().isEmpty() ? "" : " (" + String.join(", ", attribute.schemes()) + ")";
        String expected = attribute.expected().isEmpty() ? "" : ": " + attribute.expected();
        return form + schemes + least + most + (attribute.list() ? ", several with commas" : "") + expected;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
    }

    /** A type that has no settings of its own. */
    private static Schema common() {
        TypeDefinition none =
                TypeDefinition.builder("none").attributes(List.of()).build();
        Registration registration = HOME.registry().register(none, context -> null);
        Schema schema = HOME.registry().schema("none");
        registration.close();
        return schema;
    }

    private static List<Path> connectors() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "bundles"))) {
            return jars.filter(each ->
                            each.toString().endsWith(".jar") && !type(each).isEmpty())
                    .sorted()
                    .toList();
        }
    }

    /** Empty for a bundle that is no connector. */
    private static String type(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            String capabilities =
                    String.valueOf(file.getManifest().getMainAttributes().getValue("Provide-Capability"));
            Matcher type = Pattern.compile("patchbay\\.connector;patchbay\\.connector=\"?([a-z0-9-]+)")
                    .matcher(capabilities);
            return type.find() ? type.group(1) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
