package dev.patchbay.itests;

import static dev.patchbay.itests.TokenService.token;
import static dev.patchbay.model.InstanceState.ACTIVE;
import static dev.patchbay.model.InstanceState.INVALID;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.SecretProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** Secrets that change while instances are called with them: in files, in mounted volumes, with a provider. */
public final class SecretRotationIT {

    @Rule
    public final RunningHome home = RunningHome.empty();

    private TokenService service;

    @Before
    public void begin() {
        service = new TokenService().register(home.registry());
    }

    @Test
    public void reachesThoseWhoUseItAndTouchesNobodyElse() throws IOException {
        write("used", "1");
        write("other", "1");
        define("asking", "$[secret:used]");
        define("keeping", "$[secret:used]");
        define("asking~other", "$[secret:other]");
        define("keeping~other", "$[secret:other]");
        List<String> all = List.of("asking", "keeping", "asking~other", "keeping~other");
        all.forEach(each -> assertEquals("1", token(home, each)));

        write("used", "2");
        RunningHome.eventually().until(() -> token(home, "asking").equals("2"));
        RunningHome.eventually().until(() -> token(home, "keeping").equals("2"));
        assertEquals("takes it anew at each use", 1, service.made("asking"));
        assertEquals("had kept it", 2, service.made("keeping"));
        for (String each : List.of("asking~other", "keeping~other")) {
            assertEquals("1", token(home, each));
            assertEquals(1, service.made(each));
        }
    }

    @Test
    public void failsNoCallWhileObjectsAreReplaced() throws Exception {
        write("used", "0");
        define("keeping", "$[secret:used]");
        assertEquals("0", token(home, "keeping"));
        AtomicBoolean end = new AtomicBoolean();
        ConnectorHandle handle = home.handle("keeping");
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(callers.submit(() -> {
                int count = 0;
                for (; !end.get(); count++) {
                    handle.invoke("token", Map.of());
                }
                return count;
            }));
        }
        for (int rotation = 1; rotation <= 5; rotation++) {
            String value = Integer.toString(rotation);
            write("used", value);
            RunningHome.eventually().until(() -> token(home, "keeping").equals(value));
        }
        end.set(true);
        for (Future<Integer> each : calls) {
            assertTrue(each.get() > 0);
        }
        callers.shutdown();
        assertEquals(6, service.made("keeping"));
    }

    @Test
    public void followsTheSwapOfAMountedVolume() throws IOException {
        Path folder = Files.createDirectories(secrets().resolve("acme"));
        mount(folder, "..one", "1");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..one"));
        Files.createSymbolicLink(folder.resolve("token"), Path.of("..data/token"));
        define("keeping@acme", "$[secret:token]");
        assertEquals("1", token(home, "keeping@acme"));

        mount(folder, "..two", "2");
        Path fresh = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..two"));
        Files.move(
                fresh, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        RunningHome.eventually().until(() -> token(home, "keeping@acme").equals("2"));
    }

    @Test
    public void givesATenantItsOwnAndThenWhatIsSharedAndNeverAnothers() throws IOException {
        write("token", "of the default tenant");
        define("asking~mine@acme", "$[secret:token]");
        home.awaitTold("asking~mine@acme", INVALID, "there is no file 'acme/token' or '@shared/token' in secrets/");
        write("@shared/token", "of all");
        home.await("asking~mine@acme", READY);
        assertEquals("of all", token(home, "asking~mine@acme"));
        write("acme/token", "of acme");
        RunningHome.eventually().until(() -> token(home, "asking~mine@acme").equals("of acme"));
        Files.delete(secrets().resolve("acme/token"));
        RunningHome.eventually().until(() -> token(home, "asking~mine@acme").equals("of all"));
    }

    @Test
    public void goesOnWithTheLastValueOfOneThatHasGone() throws IOException {
        write("used", "1");
        define("asking", "$[secret:used]");
        token(home, "asking");
        Files.delete(secrets().resolve("used"));
        home.awaitTold("asking", ACTIVE, "'token' refers to '$[secret:used]', which cannot be resolved any more");
        assertEquals("1", token(home, "asking"));
        write("used", "2");
        RunningHome.eventually().until(() -> token(home, "asking").equals("2"));
        RunningHome.eventually().until(() -> home.status("asking").problems().isEmpty());
    }

    @Test
    public void asksAProviderAgainAndAtOnceIfItSaysSo() {
        AtomicReference<String> value = new AtomicReference<>("1");
        ServiceRegistration<SecretProvider> provider = provide(value, new AtomicInteger());
        define("keeping", "$[safe:x]");
        assertEquals("1", token(home, "keeping"));
        value.set("2");
        RunningHome.eventually().until(() -> token(home, "keeping").equals("2"));

        value.set("3");
        Hashtable<String, Object> changed = new Hashtable<>();
        changed.put(Constants.SERVICE_CHANGECOUNT, 1L);
        provider.setProperties(changed);
        RunningHome.eventually().until(() -> token(home, "keeping").equals("3"));

        provider.unregister();
        home.awaitTold("keeping", ACTIVE, "nobody provides secrets of the scheme 'safe'");
        assertEquals("3", token(home, "keeping"));
    }

    @Test
    public void readsARefusedSecretAgainBeforeAnybodyHasToldOfTheChange() {
        home.stop();
        home.settle("secrets.refresh = 1h");
        home.start();
        service = new TokenService().register(home.registry());
        AtomicReference<String> value = new AtomicReference<>("1");
        AtomicInteger asked = new AtomicInteger();
        provide(value, asked);
        define("asking", "$[safe:x]");
        define("keeping", "$[safe:x]");
        service.accept("1");
        assertEquals("1", token(home, "asking"));
        assertEquals("1", token(home, "keeping"));
        int before = asked.get();

        service.accept("2");
        value.set("2");
        assertEquals("2", token(home, "asking"));
        assertEquals("2", token(home, "keeping"));
        assertTrue("asked " + asked.get() + " times", asked.get() <= before + 2);

        service.accept("3");
        for (int i = 0; i < 100; i++) {
            ConnectorException refused = assertThrows(ConnectorException.class, () -> token(home, "asking"));
            assertEquals(ErrorCode.AUTHENTICATION_FAILED, refused.code());
        }
        assertTrue("asked " + asked.get() + " times", asked.get() < before + 50);
    }

    @Test
    public void keepsARotatedTokenWhereItsReferencePointsTo() throws IOException {
        write("used", "1");
        define("asking", "$[secret:used]");
        define("keeping", "$[secret:used]");
        assertEquals("1", token(home, "keeping"));
        Map<String, Object> stored = home.handle("asking").invoke("store", Map.of("value", "2"));
        assertEquals("2", stored.get("token"));
        assertEquals("2", Files.readString(secrets().resolve("used")));
        RunningHome.eventually().until(() -> token(home, "keeping").equals("2"));

        define("asking~kept", "$[keystore:kept]");
        home.await("asking~kept", INVALID);
        define("asking~env", "$[env:PATH]");
        ConnectorException refused = assertThrows(
                ConnectorException.class, () -> home.handle("asking~env").invoke("store", Map.of("value", "2")));
        assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
        assertTrue(refused.getMessage(), refused.getMessage().contains("refer to $[keystore:NAME] instead"));
    }

    private ServiceRegistration<SecretProvider> provide(AtomicReference<String> value, AtomicInteger asked) {
        SecretProvider provider = new SecretProvider() {
            @Override
            public String scheme() {
                return "safe";
            }

            @Override
            public Optional<Secret> resolve(String name) {
                asked.incrementAndGet();
                return Optional.of(Secret.of(value.get()));
            }
        };
        return home.context().registerService(SecretProvider.class, provider, new Hashtable<>());
    }

    private void define(String id, String reference) {
        home.cfg("connector." + id + ".cfg", "token=" + reference);
        InstanceId parsed = InstanceId.parse(id);
        RunningHome.eventually().until(() -> home.find(parsed.toString()).isPresent());
        home.registry().settle(Duration.ofSeconds(10));
    }

    private Path secrets() {
        return home.path().resolve("secrets");
    }

    private void write(String place, String value) throws IOException {
        Path file = secrets().resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
    }

    /** As a kubelet writes a version of a volume beside the one that is in use. */
    private static void mount(Path folder, String version, String value) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve(version)).resolve("token"), value);
    }
}
