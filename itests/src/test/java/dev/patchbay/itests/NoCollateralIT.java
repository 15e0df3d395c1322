package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.InstanceFilter;
import dev.patchbay.model.InstanceState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What concerns one instance touches no other: counted are connector objects, and the news of ConfigAdmin. */
public final class NoCollateralIT {
    private static final int INSTANCES = 20;

    @Rule
    public final RunningHome home = RunningHome.withScripted();

    /** The PIDs that ConfigAdmin tells of, once for each change. */
    private Collection<String> news;

    private Map<String, String> before;

    @Before
    public void callAll() {
        IntStream.range(0, INSTANCES).forEach(i -> write(i, "url = http://" + i));
        home.cfg("all.yaml", yaml("one", "two"));
        ids().forEach(id -> home.await(id, InstanceState.READY));
        ids().forEach(home::servedUrl);
        news = new InnerConfigAdmin(home.context()).listen();
        before = since();
    }

    @Test
    public void anotherAddressMakesOneObjectAnew() {
        write(7, "url = http://changed");
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://changed", home.servedUrl("scripted~n7")));

        RunningHome.eventually().untilAsserted(() -> assertEquals("closed made made", trace("n7")));
        requireUntouched("scripted~n7");
        requireNewsOnlyOf("connector.scripted~n7");
    }

    @Test
    public void otherLimitsKeepTheObject() {
        write(7, "url = http://7", "timeout = 7s", "rate.limit.per.minute = 100", "retry.max.attempts = 9");
        RunningHome.eventually().untilAsserted(() -> assertEquals("7s", setting("scripted~n7", "timeout")));
        home.servedUrl("scripted~n7");

        assertEquals("made", trace("n7"));
        assertEquals(before, since());
        requireNewsOnlyOf("connector.scripted~n7");
    }

    @Test
    public void aFileThatIsTouchedDoesNothing() {
        IntStream.range(0, INSTANCES).forEach(i -> write(i, "url = http://" + i));
        home.cfg("all.yaml", yaml("one", "two"));
        requireTakenIn();

        requireUntouched("");
        requireNewsOnlyOf("connector.scripted~last");
    }

    @Test
    public void oneOfManyInAFileTouchesNoOther() {
        home.cfg("all.yaml", yaml("one", "2"));
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://2", home.servedUrl("scripted~y2")));

        RunningHome.eventually().untilAsserted(() -> assertEquals("closed made made", trace("y2")));
        requireUntouched("scripted~y2");
        requireNewsOnlyOf("connector.scripted~y2");
    }

    @Test
    public void oneThatIsWrongOrGoneTouchesNoOther() {
        write(3, "url = http://3", "page.size = none");
        home.delete(home.config().resolve("connector.scripted~n4.cfg"));
        RunningHome.eventually()
                .untilAsserted(() ->
                        assertEquals(1, home.status("scripted~n3").problems().size()));
        home.awaitGone("scripted~n4");

        assertEquals("http://3", home.servedUrl("scripted~n3"));
        assertEquals("made", trace("n3"));
        before.remove("scripted~n4");
        assertEquals(before, since());
    }

    private void requireNewsOnlyOf(String pid) {
        RunningHome.eventually().untilAsserted(() -> assertEquals(List.of(pid), List.copyOf(news)));
    }

    /** What comes later has been taken in, so what came before has been too. */
    private void requireTakenIn() {
        home.cfg("connector.scripted~last.cfg", "url = http://last");
        home.await("scripted~last", InstanceState.READY);
    }

    /** All but one stand on the same object, since the same moment. */
    private void requireUntouched(String but) {
        Map<String, String> now = since();
        now.keySet().removeAll(List.of(but, "scripted~last"));
        Map<String, String> then = new TreeMap<>(before);
        then.remove(but);
        assertEquals(then, now);
        ids().stream()
                .filter(each -> !each.equals(but))
                .forEach(each -> assertEquals(each, "made", trace(each.substring(each.indexOf('~') + 1))));
    }

    private void write(int i, String... lines) {
        home.cfg("connector.scripted~n" + i + ".cfg", String.join("\n", lines), "trace = " + traceOf("n" + i));
    }

    private String[] yaml(String one, String two) {
        return new String[] {
            "connectors:",
            "  scripted:",
            "    y1: {url: http://" + one + ", trace: " + traceOf("y1") + "}",
            "    y2: {url: http://" + two + ", trace: " + traceOf("y2") + "}"
        };
    }

    private static List<String> ids() {
        List<String> ids = new ArrayList<>(List.of("scripted~y1", "scripted~y2"));
        IntStream.range(0, INSTANCES).forEach(i -> ids.add("scripted~n" + i));
        return ids;
    }

    private Path traceOf(String name) {
        return home.aside("trace-" + name);
    }

    /** What became of its connector objects, without the order: the new one need not wait for the end of the old. */
    private String trace(String name) {
        try {
            return Files.readAllLines(traceOf(name)).stream().sorted().collect(Collectors.joining(" "));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String setting(String id, String key) {
        return home.registry().settings(home.status(id).id()).stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** Since when each instance stands as it does. */
    private Map<String, String> since() {
        Map<String, String> since = new TreeMap<>();
        home.registry()
                .instances(InstanceFilter.all())
                .forEach(each -> since.put(each.id().toString(), each.state() + " " + each.since()));
        return since;
    }
}
