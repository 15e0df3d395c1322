package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.api.Setting;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.PullRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.slf4j.LoggerFactory;

/** Many tenants at once, each by its view: whatever anybody is told bears the name of no other. */
public final class TenantCrossingIT {
    private static final int TENANTS = 50;
    private static final int THREADS = 8;
    private static final int STEPS = Integer.getInteger("itests.crossing.steps", 300);
    private static final Pattern TENANT = Pattern.compile("tenant-\\d\\d");
    private static final String SHARED = "http://everybody";

    @Rule
    public final RunningHome home = RunningHome.empty();

    private final long seed = Long.getLong("itests.seed", System.nanoTime());
    private final Map<String, AtomicInteger> done = new TreeMap<>();

    @Test
    public void nobodyLearnsAnythingOfAnother() throws Exception {
        LoggerFactory.getLogger(getClass()).info("seed {}", seed);
        Echo.register(home.registry());
        home.registry().configure(InstanceId.parse("echo~common"), Map.of("url", SHARED, "shared", "true"));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(seed + i);
                running.add(threads.submit(() -> act(random)));
            }
            for (Future<?> each : running) {
                each.get(4, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        for (ILoggingEvent event : home.log().events()) {
            String tenant = event.getMDCPropertyMap().get("tenant");
            if (tenant != null && tenant.startsWith("tenant-")) {
                requireOnly(tenant, "log", event.getFormattedMessage());
                requireOnly(tenant, "log", event.getMDCPropertyMap().get("instance"));
                count("logged");
            }
        }
        for (String each : List.of("called", "failed", "shared", "listed", "removed", "logged", "hidden", "erased")) {
            assertTrue(each + " never happened, seed " + seed + ": " + done, done.containsKey(each));
        }
    }

    private void act(Random random) {
        for (int step = 0; step < STEPS; step++) {
            String tenant = name(random.nextInt(TENANTS));
            ConnectorRegistry view = home.registry().forTenant(tenant);
            InstanceId id = new InstanceId("echo", "n" + random.nextInt(3), tenant);
            try {
                act(random, tenant, view, id);
            } catch (ConnectorException told) {
                // Others work with the same tenant: what was there a moment ago may have gone.
                requireOnly(tenant, "exception", told.getMessage() + told.getCause());
            }
        }
    }

    private void act(Random random, String tenant, ConnectorRegistry view, InstanceId id) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                rotate(tenant, random);
                view.configure(
                        id, Map.of("url", "http://" + tenant + '/' + random.nextInt(9), "token", "$[secret:token]"));
            }
            case 3, 4 -> call(tenant, view.get(id));
            case 5 -> fail(tenant, view.get(id));
            case 6 -> callShared(tenant, view);
            case 7 -> list(tenant, view);
            case 8 -> {
                rotate(tenant, random);
                requireOnly(tenant, "settings", text(view.settings(id)));
            }
            case 9 -> {
                view.remove(id);
                count("removed");
            }
            case 10 -> lookForAnother(view, new InstanceId("echo", "n0", name(random.nextInt(TENANTS))), tenant);
            default -> {
                if (random.nextInt(4) == 0) {
                    requireOnly(
                            tenant,
                            "removal",
                            home.registry().removeTenant(tenant).erased().toString());
                    count("erased");
                }
                call(tenant, view.route("echo", tenant));
            }
        }
    }

    private void call(String tenant, ConnectorHandle handle) {
        Map<String, Object> who = handle.invoke("who", Map.of());
        boolean own = handle.id().tenant().equals(tenant);
        assertEquals("seed " + seed, tenant, who.get("tenant"));
        assertEquals("seed " + seed, tenant, who.get("loggedTenant"));
        assertEquals("seed " + seed, handle.id().toString(), who.get("instance"));
        requireOnly(tenant, "result", who.toString());
        assertTrue("seed " + seed + who, !own || who.get("token").toString().startsWith("token of " + tenant));
        handle.pull(PullRequest.of("things"))
                .records()
                .forEach(each -> requireOnly(tenant, "record", each.fields().toString()));
        count("called");
    }

    private void fail(String tenant, ConnectorHandle handle) {
        try {
            handle.invoke("fail", Map.of("argument", tenant));
        } catch (ConnectorException told) {
            requireOnly(tenant, "failure", told.getMessage() + told.getCause());
            if (told.code() == ErrorCode.REMOTE_UNAVAILABLE) {
                assertTrue(
                        "its own token is not told: " + told, !told.getMessage().contains("token of"));
                count("failed");
            }
        }
    }

    private void callShared(String tenant, ConnectorRegistry view) {
        Map<String, Object> who = view.get("echo~common").invoke("who", Map.of());
        assertEquals("seed " + seed, tenant, who.get("tenant"));
        assertEquals("seed " + seed, SHARED, who.get("url"));
        fail(tenant, view.get("echo~common"));
        requireOnly(tenant, "why", view.why("echo~common").toString());
        LimitStatus share = view.limits(InstanceId.parse("echo~common"));
        assertEquals("seed " + seed, Map.of(), share.tenants());
        assertTrue("seed " + seed + share, share.concurrentCalls() <= THREADS && share.maxConcurrentCalls() == 32);
        count("shared");
    }

    private void list(String tenant, ConnectorRegistry view) {
        for (InstanceStatus each : view.instances(InstanceFilter.all())) {
            requireOnly(
                    tenant,
                    "list",
                    each.id() + each.reason() + each.source() + each.description() + each.health() + each.problems());
            requireOnly(tenant, "why", view.why(each.id().toString()).toString());
        }
        requireOnly(
                tenant,
                "health",
                view.healthAll(InstanceFilter.all(), HealthOptions.cached().create())
                        .toString());
        requireOnly(tenant, "healthy", view.healthy(InstanceFilter.all()).toString());
        count("listed");
    }

    /** What is asked is said again, and nothing else. */
    private void lookForAnother(ConnectorRegistry view, InstanceId id, String tenant) {
        if (id.tenant().equals(tenant)) {
            return;
        }
        try {
            view.get(id);
            throw new AssertionError(tenant + " sees " + id + ", seed " + seed);
        } catch (ConnectorException told) {
            assertEquals(ErrorCode.CONNECTOR_NOT_FOUND, told.code());
        }
        requireOnly(tenant, "why", view.why(id.toString()).toString().replace(id.toString(), ""));
        count("hidden");
    }

    private void requireOnly(String tenant, String where, String text) {
        Matcher names = TENANT.matcher(text);
        while (names.find()) {
            assertEquals(where + " of " + tenant + ", seed " + seed + ": " + text, tenant, names.group());
        }
    }

    private void rotate(String tenant, Random random) {
        Path file = home.path().resolve("secrets").resolve(tenant).resolve("token");
        try {
            Files.createDirectories(file.getParent());
            Path fresh = home.aside(tenant + Thread.currentThread().getId());
            Files.writeString(fresh, "token of " + tenant + ' ' + Long.toHexString(random.nextLong()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException erasedMeanwhile) {
            count("erased meanwhile");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void count(String what) {
        synchronized (done) {
            done.computeIfAbsent(what, any -> new AtomicInteger()).incrementAndGet();
        }
    }

    private static String text(List<Setting> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach(each -> text.append(each.key()).append(each.value()).append(each.origin()));
        return text.toString();
    }

    private static String name(int number) {
        return String.format("tenant-%02d", number);
    }
}
