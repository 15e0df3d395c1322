package dev.patchbay.registry.linkage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Who uses what is missing, and whether that can be reached from where others enter the bundle. Libraries have code that
 * nobody reaches, and the rest of it, left away on purpose, would be no loss. For one thread, once.
 */
final class Blame {
    private final BundleClasses classes;
    private final Code code;
    private final BitSet missing;
    private final OwnClassFiles files;
    private final Entrances entrances;
    private final Map<String, Set<String>> ways = new HashMap<>();
    private final Map<String, Set<Fault>> faults = new LinkedHashMap<>();

    private record Fault(Origin origin, String use) {}

    Blame(BundleWiring wiring, BundleClasses classes, Code code, BitSet missing) {
        this.classes = classes;
        this.code = code;
        this.missing = missing;
        this.files = new OwnClassFiles(wiring);
        this.entrances = new Entrances(wiring);
    }

    void tell(Findings findings) {
        Set<String> own = new LinkedHashSet<>();
        for (Code.Unit each : code.units()) {
            if (classes.origin(each.name()).isEmpty()) {
                own.add(each.name());
                follow(each);
            }
        }
        Set<String> reached = reached(entrances.among(own));
        faults.forEach((user, uses) -> uses.forEach(fault -> {
            if (reached.contains(user)) {
                findings.missing(fault.origin(), fault.use());
            } else {
                findings.unreached(fault.origin(), fault.use(), user);
            }
        }));
    }

    private void follow(Code.Unit unit) {
        Map<String, Set<Long>> lacking = new HashMap<>();
        for (int reference : unit.references()) {
            String owner = code.ownerName(code.owner(reference));
            if (code.member(reference) != 0) {
                if (missing.get(reference)) {
                    lacking.computeIfAbsent(owner, each -> new HashSet<>()).add(code.member(reference));
                }
            } else if (missing.get(reference)) {
                blame(unit.name(), Use.ofClass(owner));
            } else if (!owner.isEmpty()) {
                seek(unit.name(), owner);
            }
        }
        if (!lacking.isEmpty()) {
            spell(unit.name(), lacking);
        }
    }

    private void seek(String user, String owner) {
        Sighting sighting = classes.find(owner);
        if (sighting.isFound() && sighting.home() == classes) {
            ways.computeIfAbsent(user, each -> new HashSet<>()).add(owner);
        }
    }

    /** Only the class file still has the names and descriptors. */
    private void spell(String user, Map<String, Set<Long>> lacking) {
        try {
            ClassFile file = new ClassFile(files.bytes(user));
            file.references(new ClassFile.References() {
                @Override
                public void toClass(long className, int item) {
                    // known already
                }

                @Override
                public void toMember(long ownerHash, int ownerItem, long member, int item) {
                    String owner = file.textOfClass(ownerItem);
                    if (lacking.getOrDefault(owner, Set.of()).contains(member)) {
                        blame(user, new Use(owner, file.textOfMemberName(item), file.textOfMemberDescriptor(item)));
                    }
                }
            });
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException gone) {
            // The bundle was uninstalled meanwhile.
        }
    }

    private void blame(String user, Use use) {
        Origin origin = Origin.of(use.owner(), classes.origin(use.owner()));
        faults.computeIfAbsent(user, each -> new LinkedHashSet<>()).add(new Fault(origin, use.text()));
    }

    private Set<String> reached(Collection<String> from) {
        Set<String> reached = new HashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (String next : ways.getOrDefault(open.pop(), Set.of())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }
}
