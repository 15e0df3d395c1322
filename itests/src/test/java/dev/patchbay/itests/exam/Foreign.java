package dev.patchbay.itests.exam;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import dev.patchbay.itests.Bundles;
import dev.patchbay.itests.TestBundles;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** A framework that somebody else has set up, as Karaf is: our contract and registry are two bundles among others. */
final class Foreign {
    private Foreign() {}

    /** Called outside the framework, where bnd is; the tests inside find the bundles by name, see {@link Guests}. */
    static Option[] framework() {
        Stream.of(
                        TestBundles.scripted("1.0.0"),
                        TestBundles.scripted("1.1.0"),
                        TestBundles.scriptedImporting("unresolved", "1.0.0", "dev.patchbay.spi;version='[1.5,2)'"),
                        TestBundles.scriptedImporting(
                                "hidden", "1.0.0", "dev.patchbay.spi;dev.patchbay.model;version='[2,3)'"),
                        TestBundles.contract("2.0.0"),
                        TestBundles.consumer())
                .forEach(Guests::invite);
        return options(
                junitBundles(),
                cleanCaches(true),
                systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("ERROR"),
                frameworkProperty("org.osgi.framework.bsnversion").value("multiple"),
                // A factory for URL handlers is one of the whole JVM, in which other tests run frameworks too.
                frameworkProperty("felix.service.urlhandlers").value("false"),
                composite(Bundles.platform().stream().map(Foreign::installed).toArray(Option[]::new)),
                installed(Bundles.named("api-bundle")),
                installed(Bundles.named("registry-bundle")));
    }

    private static Option installed(Path jar) {
        return bundle(jar.toUri().toString());
    }
}
