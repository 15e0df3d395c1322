package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import dev.patchbay.api.ConnectorHandle;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Components get handles by {@code @Reference(target = "(connector.instance=ID)")}, and nobody else pays for that. */
public final class InjectedHandleIT {
    private static final int IDLE = 1_000;

    @Rule
    public final RunningHome home = RunningHome.withScripted();

    @Test
    public void publishesNoHandleOfInstancesThatNobodyAsksFor() throws InvalidSyntaxException {
        IntStream.range(0, IDLE).forEach(i -> home.cfg("connector.scripted~idle" + i + ".cfg", "url=http://" + i));
        IntStream.range(0, IDLE).forEach(i -> home.await("scripted~idle" + i, READY));
        assertEquals(0, handles(null));

        assertEquals("asking for one is no reason to publish all", 0, handles("(connector.instance=other~one)"));
        RunningHome.eventually().until(() -> handles("(connector.instance=scripted~idle7)") == 1);
        assertEquals(1, handles(null));
    }

    @Test
    public void activatesAComponentWhenItsInstanceComesAndDeactivatesItWhenThatGoes() throws Exception {
        Bundle consumer = home.install(TestBundles.consumer());
        consumer.start();
        assertNull("there is no instance yet", consumerService());

        home.cfg("connector.scripted~europe.cfg", "url=http://europe");
        RunningHome.eventually().until(() -> consumerService() != null);
        assertEquals("scripted~europe", ask().get("instance"));

        home.cfg("connector.scripted~europe.cfg", "url=http://europe/2");
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://europe/2", ask().get("url")));

        home.delete(home.config().resolve("connector.scripted~europe.cfg"));
        RunningHome.eventually().until(() -> consumerService() == null);

        home.cfg("connector.scripted~europe.cfg", "url=http://europe/3");
        RunningHome.eventually().until(() -> consumerService() != null);
        assertEquals("http://europe/3", ask().get("url"));
    }

    @Test
    public void injectsAHandleOfAnInstanceThatWasThereBefore() throws Exception {
        home.cfg("connector.scripted~europe.cfg", "url=http://europe");
        home.await("scripted~europe", READY);
        home.install(TestBundles.consumer()).start();
        RunningHome.eventually().until(() -> consumerService() != null);
        assertEquals("http://europe", ask().get("url"));
    }

    @Test
    public void warnsOfAnIdThatNoInstanceCanHave() throws InvalidSyntaxException {
        assertEquals(0, handles("(connector.instance=scripted~default)"));
        assertEquals(
                1,
                home.log()
                        .with("(connector.instance=scripted~default)", "the spelling of that instance is 'scripted'")
                        .size());
    }

    private int handles(String filter) throws InvalidSyntaxException {
        return home.context()
                .getServiceReferences(ConnectorHandle.class, filter)
                .size();
    }

    private ServiceReference<?> consumerService() throws InvalidSyntaxException {
        ServiceReference<?>[] found =
                home.context().getServiceReferences(Callable.class.getName(), "(consumer=europe)");
        return found == null ? null : found[0];
    }

    private Map<?, ?> ask() throws Exception {
        Callable<?> consumer = (Callable<?>) home.context().getService(consumerService());
        return (Map<?, ?>) consumer.call();
    }
}
