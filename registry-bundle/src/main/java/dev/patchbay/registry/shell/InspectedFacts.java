package dev.patchbay.registry.shell;

import dev.patchbay.registry.check.JarReport;
import dev.patchbay.registry.check.Need;
import dev.patchbay.registry.jar.ComponentFacts;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.linkage.LinkageReport;
import dev.patchbay.registry.trust.Signature;
import dev.patchbay.registry.trust.Signer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code inspect} tells programs. */
final class InspectedFacts {
    private InspectedFacts() {}

    static Map<String, Object> of(JarReport report) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", report.name());
        facts.put("size", report.size());
        facts.put("sha256", report.sha256());
        facts.put("name", report.facts().map(JarFacts::name).orElse(null));
        facts.put("version", report.facts().map(JarFacts::version).orElse(null));
        facts.put("types", report.facts().map(JarFacts::types).orElse(List.of()));
        facts.put(
                "factories",
                report.factories().stream().map(ComponentFacts::properties).toList());
        facts.put("java", report.facts().map(JarFacts::java).orElse(null));
        facts.put("needs", report.needs().stream().map(InspectedFacts::facts).toList());
        facts.put("signature", report.signature().map(InspectedFacts::facts).orElse(null));
        facts.put("linkage", report.linkage().map(LinkageReport::missing).orElse(null));
        facts.put("remarks", report.remarks());
        facts.put("schemas", report.schemas().stream().map(ShowSchema::facts).toList());
        facts.put("canRun", report.canRun());
        facts.put("reasons", report.reasons());
        return facts;
    }

    private static Map<String, Object> facts(Signature signature) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("signed", signature.isThere());
        facts.put("trusted", signature.isTrusted());
        facts.put("required", signature.required());
        facts.put("voucher", signature.voucher().orElse(null));
        facts.put("fault", signature.fault().orElse(null));
        facts.put(
                "signers",
                signature.signers().stream().map(InspectedFacts::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(Signer signer) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("subject", signer.subject());
        facts.put("issuer", signer.issuer());
        facts.put("from", signer.from());
        facts.put("until", signer.until());
        return facts;
    }

    private static Map<String, Object> facts(Need need) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("what", need.what());
        facts.put("optional", need.optional());
        facts.put("provider", need.provider().orElse(null));
        return facts;
    }
}
