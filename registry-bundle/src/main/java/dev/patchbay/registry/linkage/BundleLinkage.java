package dev.patchbay.registry.linkage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;

/**
 * One check of one bundle: a first pass asks whether anything is missing, and only if so a second one asks who uses it.
 * For one thread, once.
 */
final class BundleLinkage {
    private static final int JAVA = Runtime.version().feature();

    private final BundleWiring wiring;
    private final BundleClasses classes;
    private final OwnClassFiles files;
    private final Findings findings = new Findings();
    private final Map<Long, Target> targets = new HashMap<>();

    BundleLinkage(BundleWiring wiring, Neighbours neighbours) {
        this.wiring = wiring;
        this.classes = neighbours.of(wiring);
        this.files = new OwnClassFiles(wiring, name -> classes.origin(name).isPresent());
    }

    LinkageReport check() {
        files.visit(new Reading());
        activator().filter(this::isAbsent).ifPresent(findings::activator);
        boolean missing = false;
        for (Target target : targets.values()) {
            missing |= isMissing(target);
        }
        if (missing) {
            new Blame(wiring, classes, files, targets).tell(findings);
        }
        return findings.report();
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

    private boolean isMissing(Target target) {
        if (target.name().isEmpty()) {
            return false;
        }
        Sighting sighting = classes.find(target.name());
        switch (sighting.outcome()) {
            case ABSENT -> {
                return true;
            }
            case UNIMPORTED -> findings.unimported(target.name(), target.user());
            case FOUND -> {
                target.retainMissing(new Members(sighting.facts()));
                return target.lacksMembers();
            }
            default -> {}
        }
        return false;
    }

    /** Takes note of what each class file has, and of what it refers to. */
    private final class Reading implements OwnClassFiles.Visitor {
        @Override
        public void visit(String name, byte[] bytes) {
            if (ClassFile.java(bytes) > JAVA) {
                classes.add(name, Sighting.UNKNOWN);
                return;
            }
            ClassFile file = new ClassFile(bytes);
            if (file.name().equals(name)) {
                classes.add(name, Sighting.of(file.facts(classes)));
                file.references(new Noting(file, name));
            }
        }

        @Override
        public void fail(String name) {
            classes.add(name, Sighting.UNKNOWN);
            findings.unreadable(name);
        }
    }

    private final class Noting implements ClassFile.References {
        private final ClassFile file;
        private final String user;

        Noting(ClassFile file, String user) {
            this.file = file;
            this.user = user;
        }

        @Override
        public void toClass(long name, int item) {
            target(name, item);
        }

        @Override
        public void toMember(long owner, int ownerItem, long member, int item) {
            target(owner, ownerItem).add(member);
        }

        private Target target(long name, int item) {
            Target known = targets.get(name);
            if (known == null) {
                known = new Target(file.textOfClass(item), user);
                targets.put(name, known);
            }
            return known;
        }
    }
}
