package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.Test;

/** In whatever order files, JARs, secrets and overlays arrive, before the start or after it, the end is the same. */
public final class StartOrderIT {
    private static final long SEED = 20_261_121;

    @Test
    public void everyOrderEndsTheSame() throws Throwable {
        String expected = null;
        for (int round = 0; round < Endurance.times(20, 500); round++) {
            Random random = new Random(SEED + round);
            String found = round(round == 0 ? null : random, expected);
            expected = expected == null ? found : expected;
        }
    }

    /** @param random null for the order in which they are written down here, all before the start */
    private static String round(Random random, String expected) throws Throwable {
        RunningHome home = RunningHome.empty();
        home.before();
        try {
            List<Runnable> arrivals = arrivals(home);
            int beforeStart = arrivals.size();
            if (random != null) {
                Collections.shuffle(arrivals, random);
                beforeStart = random.nextInt(arrivals.size() + 1);
            }
            home.stop();
            arrivals.subList(0, beforeStart).forEach(Runnable::run);
            home.start();
            arrivals.subList(beforeStart, arrivals.size()).forEach(Runnable::run);
            if (expected == null) {
                RunningHome.eventually().until(() -> state(home).contains("jdbc~d READY"));
                RunningHome.eventually().until(() -> state(home).contains("absent~f WAITING"));
                return state(home);
            }
            RunningHome.eventually().untilAsserted(() -> assertEquals(expected, state(home)));
            return expected;
        } finally {
            home.after();
        }
    }

    private static List<Runnable> arrivals(RunningHome home) {
        Path secrets = home.path().resolve("secrets");
        return new ArrayList<>(List.of(
                () -> home.deploy(TestBundles.scripted("1.0.0")),
                () -> home.deploy(TestBundles.scripted("1.1.0")),
                () -> home.deploy(TestBundles.scripted("other", "1.0.0")),
                () -> home.deploy(Bundles.named("jdbc")),
                () -> home.replaceCfg("connector.scripted~a.cfg", "url = http://a"),
                () -> home.replaceCfg("connector.scripted~b.cfg", "url = http://b", "token = $[secret:b]"),
                () -> home.replaceCfg("connector.scripted~old.cfg", "url = http://old", "version = [1.0,1.1)"),
                () -> home.replaceCfg("connector.scripted~wrong.cfg", "url = http://wrong", "page.size = none"),
                () -> home.replaceCfg("connector.other~c.cfg", "url = http://c", "enabled = false"),
                () -> home.replaceCfg("connector.jdbc~d.cfg", "url = jdbc:h2:mem:d"),
                () -> home.replaceCfg("connector.absent~f.cfg", "url = http://f"),
                () -> home.replaceCfg(
                        "many.yaml",
                        "connectors: {scripted: {y1: {url: http://y1}, y2: {url: http://y2}}}",
                        "tenants: {acme: {connectors: {other: {y3: {url: http://y3, token: '$[secret:t]'}}}}}"),
                () -> write(secrets.resolve("b"), "secret of b"),
                () -> write(secrets.resolve("acme").resolve("t"), "secret of acme"),
                () -> write(
                        home.path().resolve(".env"),
                        "CONNECTORS__SCRIPTED__A__PAGE_SIZE=7\nCONNECTORS__SCRIPTED__ALONE__URL=http://alone\n")));
    }

    /** Everything that can be told of the instances but the moments. */
    private static String state(RunningHome home) {
        return home.registry().instances(InstanceFilter.all()).stream()
                .map(each -> told(home, each))
                .collect(Collectors.joining("\n"));
    }

    private static String told(RunningHome home, InstanceStatus status) {
        return status.id() + " " + status.state() + " " + status.reason() + " "
                + status.version().map(Object::toString).orElse("") + " " + status.source() + " " + status.problems()
                + " "
                + home.registry().settings(status.id()).stream()
                        .map((Setting each) -> each.key() + "=" + each.value() + " (" + each.origin() + ")")
                        .toList();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.writeString(file.resolveSibling("." + file.getFileName() + ".tmp"), text);
            Files.move(fresh, file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
