package dev.patchbay.registry.linkage;

import java.util.BitSet;
import java.util.Optional;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;

/**
 * One check of one bundle: first it is asked whether anything is missing, and only if so, who uses it. For one thread,
 * once.
 */
final class BundleLinkage {
    private final BundleWiring wiring;
    private final Code code;
    private final BundleClasses classes;
    private final Findings findings = new Findings();
    /** Of each class that is referred to, the first that does; null if none does whose class file counts. */
    private final String[] users;
    /** References to it. */
    private final BitSet used;

    BundleLinkage(BundleWiring wiring, BundleClasses classes, Code code) {
        this.wiring = wiring;
        this.code = code;
        this.classes = classes;
        this.users = new String[code.owners()];
        this.used = new BitSet(code.references());
    }

    LinkageReport check() {
        code.units().stream()
                .filter(each -> classes.origin(each.name()).isEmpty())
                .forEach(this::take);
        activator().filter(this::isAbsent).ifPresent(findings::activator);
        BitSet missing = missing();
        if (!missing.isEmpty()) {
            new Blame(wiring, classes, code, missing).tell(findings);
        }
        return findings.report();
    }

    private void take(Code.Unit unit) {
        switch (unit.kind()) {
            case READ -> {
                classes.add(unit.name(), Sighting.of(unit.facts(), classes));
                for (int reference : unit.references()) {
                    used.set(reference);
                    int owner = code.owner(reference);
                    users[owner] = users[owner] == null ? unit.name() : users[owner];
                }
            }
            case NEWER -> classes.add(unit.name(), Sighting.UNKNOWN);
            case DAMAGED -> {
                classes.add(unit.name(), Sighting.UNKNOWN);
                findings.unreadable(unit.name());
            }
            case MISPLACED -> {}
        }
    }

    private Optional<String> activator() {
        return Optional.ofNullable(wiring.getBundle().getHeaders("").get(Constants.BUNDLE_ACTIVATOR))
                .map(String::trim);
    }

    private boolean isAbsent(String className) {
        return switch (classes.find(className.replace('.', '/')).outcome()) {
            case ABSENT, UNIMPORTED -> true;
            default -> false;
        };
    }

    /** Of the references that count, those to what is surely not there. */
    private BitSet missing() {
        BitSet missing = new BitSet();
        Members[] present = new Members[code.owners()];
        for (int reference = used.nextSetBit(0); reference >= 0; reference = used.nextSetBit(reference + 1)) {
            int owner = code.owner(reference);
            String name = code.ownerName(owner);
            if (name.isEmpty()) {
                continue;
            }
            if (present[owner] == null) {
                present[owner] = new Members(classes.find(name));
            }
            if (present[owner].lacks(code.member(reference))) {
                missing.set(reference);
            }
        }
        for (int owner = 0; owner < present.length; owner++) {
            if (present[owner] != null && present[owner].isUnimported()) {
                findings.unimported(code.ownerName(owner), users[owner]);
            }
        }
        return missing;
    }
}
