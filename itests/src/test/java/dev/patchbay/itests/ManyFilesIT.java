package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.model.InstanceState;
import java.util.Collection;
import java.util.stream.IntStream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Two thousand files at once: none is lost, nobody waits, and idle instances cost no service. */
public final class ManyFilesIT {
    private static final int FILES = 2_000;
    private static final RunningHome HOME = RunningHome.withScripted();

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(new Callers(HOME));

    @Test
    public void losesNoneOfTwoThousandFilesWrittenChangedAndDeletedAtOnce() throws InvalidSyntaxException {
        IntStream.range(0, FILES).forEach(i -> HOME.cfg(name(i), "url=http://before/" + i));
        awaitInstances(FILES + 1);
        assertEquals("http://before/1234", HOME.servedUrl("scripted~n1234"));
        assertEquals("idle instances publish nothing", 0, handleServices());

        IntStream.range(0, FILES).forEach(i -> HOME.replaceCfg(name(i), "url=http://after/" + i));
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals("http://after/1999", HOME.servedUrl("scripted~n1999")));
        IntStream.range(0, FILES).forEach(i -> assertEventually("http://after/" + i, "scripted~n" + i));

        IntStream.range(0, FILES).forEach(i -> HOME.delete(HOME.config().resolve(name(i))));
        awaitInstances(1);
    }

    private static void awaitInstances(int count) {
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(
                        count,
                        HOME.registry().instances(InstanceFilter.all()).stream()
                                .filter(each ->
                                        each.state() == InstanceState.READY || each.state() == InstanceState.ACTIVE)
                                .count()));
    }

    private static void assertEventually(String url, String id) {
        RunningHome.eventually().untilAsserted(() -> assertEquals(url, HOME.servedUrl(id)));
    }

    private static int handleServices() throws InvalidSyntaxException {
        BundleContext context = HOME.context();
        Collection<ServiceReference<ConnectorHandle>> found = context.getServiceReferences(ConnectorHandle.class, null);
        return found.size();
    }

    private static String name(int i) {
        return "connector.scripted~n" + i + ".cfg";
    }
}
