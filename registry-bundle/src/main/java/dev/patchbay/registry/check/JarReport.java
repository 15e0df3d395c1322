package dev.patchbay.registry.check;

import dev.patchbay.model.Schema;
import dev.patchbay.registry.jar.ComponentFacts;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.linkage.LinkageReport;
import dev.patchbay.registry.trust.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about a JAR.
 *
 * @param name of the file
 * @param size in bytes
 * @param sha256 in hexadecimal
 * @param facts what its manifest says; empty if the file cannot be used
 * @param factories the connector factories in it, by what they say of themselves
 * @param needs in the order of its manifest
 * @param signature empty if the file cannot be used
 * @param linkage what its classes refer to and is not there; empty if it was not looked at, because it cannot resolve
 * @param schemas of the types that it brings
 * @param reasons why it cannot run, a sentence each, the most important first; empty if it can
 */
public record JarReport(
        String name,
        long size,
        String sha256,
        Optional<JarFacts> facts,
        List<ComponentFacts> factories,
        List<Need> needs,
        Optional<Signature> signature,
        Optional<LinkageReport> linkage,
        List<Schema> schemas,
        List<String> reasons) {

    public JarReport {
        factories = List.copyOf(factories);
        needs = List.copyOf(needs);
        schemas = List.copyOf(schemas);
        reasons = List.copyOf(reasons);
    }

    /** Of a file that cannot be used at all. */
    static JarReport unsound(String name, long size, String sha256, String reason) {
        return new JarReport(
                name,
                size,
                sha256,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(reason));
    }

    public boolean canRun() {
        return reasons.isEmpty();
    }

    /**
     * What its classes refer to in vain, a sentence each, and what keeps it from nothing: code that may never be reached,
     * and all of that of a library, of which others use what they use.
     */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        linkage.ifPresent(compared -> {
            if (isLibrary()) {
                remarks.addAll(compared.missing());
            }
            remarks.addAll(compared.doubtful());
        });
        return remarks;
    }

    private boolean isLibrary() {
        return facts.filter(each -> !each.isConnector()).isPresent();
    }
}
