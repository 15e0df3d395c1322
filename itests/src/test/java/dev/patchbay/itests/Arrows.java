package dev.patchbay.itests;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** Who may import what of ours, read from a bundle's manifest: model <- spi <- api <- registry, store, http. */
final class Arrows {
    private static final String OURS = "dev.patchbay.";
    private static final String CONTRACT = "dev.patchbay.api";
    private static final String MODEL = "dev.patchbay.model";
    private static final String SPI = "dev.patchbay.spi";
    private static final String API = "dev.patchbay.api";

    /** What may call the registry; http and store are not built yet, and the rule waits for them. */
    private static final Set<String> CALLERS =
            Set.of("dev.patchbay.registry", "dev.patchbay.metrics", "dev.patchbay.store", "dev.patchbay.http");

    /** Implements api and the provider types of spi, so that a new method there needs a new registry. */
    private static final Map<String, String> REGISTRY_RANGES =
            Map.of(MODEL, "[1.0,2)", SPI, "[1.0,1.1)", API, "[1.0,1.1)");

    private static final Map<String, String> CONSUMER_RANGES = Map.of(MODEL, "[1.0,2)", SPI, "[1.0,2)", API, "[1.0,2)");

    private final Path jar;
    private final String name;
    private final Parameters imports;
    private final Parameters exports;
    private final List<String> violations = new ArrayList<>();

    private Arrows(Path jar, Attributes manifest) {
        this.jar = jar;
        this.name = new Parameters(manifest.getValue("Bundle-SymbolicName"))
                .keySet()
                .iterator()
                .next();
        this.imports = OSGiHeader.parseHeader(manifest.getValue("Import-Package"));
        this.exports = OSGiHeader.parseHeader(manifest.getValue("Export-Package"));
    }

    /** One sentence for each arrow that points where none may; empty if all is well. */
    static List<String> violations(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Arrows arrows = new Arrows(jar, file.getManifest().getMainAttributes());
            arrows.check();
            return arrows.violations;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void check() {
        Set<String> exported = ours(exports);
        if (name.equals(CONTRACT)) {
            expect(exported.equals(Set.of(MODEL, SPI, API)), "exports " + exported);
        } else {
            expect(exported.isEmpty(), "exports " + exported + ", which only " + CONTRACT + " may");
        }
        for (String imported : ours(imports)) {
            expect(allowed().contains(imported), "imports " + imported);
            Attrs attributes = imports.get(imported);
            String range = attributes.get("version");
            expect(ranges().getOrDefault(imported, "").equals(range), "imports " + imported + " " + range);
        }
    }

    private Set<String> allowed() {
        return name.equals(CONTRACT) || CALLERS.contains(name) ? Set.of(MODEL, SPI, API) : Set.of(MODEL, SPI);
    }

    private Map<String, String> ranges() {
        return name.equals("dev.patchbay.registry") ? REGISTRY_RANGES : CONSUMER_RANGES;
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(jar.getFileName() + " (" + name + ") " + otherwise);
        }
    }

    private static Set<String> ours(Parameters packages) {
        return packages.keySet().stream().filter(each -> each.startsWith(OURS)).collect(Collectors.toSet());
    }
}
