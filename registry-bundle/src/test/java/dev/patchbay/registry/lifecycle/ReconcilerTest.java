package dev.patchbay.registry.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class ReconcilerTest {
    private static final PullRequest ANY = PullRequest.of("things");

    @TempDir
    Path folder;

    private final RegistryFixture.Diary diary = new RegistryFixture.Diary();
    private final AtomicReference<TestConnector> latest = new AtomicReference<>();
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void waitsForItsTypeAndServesOnceItIsThere() {
        registry.define("erp", "url", "http://one");
        assertEquals(InstanceState.WAITING, registry.standing("erp").visibleState());

        install("1.0.0");

        assertEquals(InstanceState.READY, registry.standing("erp").visibleState());
        assertEquals(List.of(), diary.entries(), "nothing is created before somebody calls");
        registry.handle("erp").pull(ANY);
        assertEquals(InstanceState.ACTIVE, registry.standing("erp").visibleState());
        assertEquals(List.of("create", "connect"), diary.entries());
    }

    /** Of the bundle that is being uninstalled no schema can be read any more, and without one every value would be right. */
    @Test
    void aVersionThatLeavesWhileItIsAskedSaysNothingOfSettings() {
        AtomicReference<TypeVersion> leaving = new AtomicReference<>();
        leaving.set(new TypeVersion(
                ConnectorMetadata.builder("erp", Version.parseVersion("1.0.0")).build(),
                () -> {
                    throw new AssertionError("nobody may use it");
                },
                () -> {
                    registry.types.remove(leaving.get());
                    return Schema.of("erp", "", List.of()).open();
                }));
        registry.types.add(leaving.get());

        registry.define("erp", "uri", "misspelt");

        assertEquals(InstanceState.WAITING, registry.standing("erp").visibleState());
        install("1.1.0");
        assertEquals(InstanceState.INVALID, registry.standing("erp").visibleState());
        assertTrue(registry.standing("erp").lastGood().isEmpty());
    }

    @Test
    void keepsTheLastGoodSettingsWhenNewOnesAreBad() {
        install("1.0.0");
        registry.define("erp", "url", "http://one");
        registry.handle("erp").pull(ANY);

        registry.define("erp", "timeout", "soon");

        Standing standing = registry.standing("erp");
        assertEquals(InstanceState.ACTIVE, standing.visibleState());
        assertEquals(2, standing.problems().size(), () -> standing.problems().toString());
        assertTrue(standing.reason().startsWith("serves the last good settings"), standing.reason());
        registry.handle("erp").pull(ANY);
        assertEquals(List.of("create", "connect"), diary.entries());
    }

    @Test
    void isInvalidIfItNeverHadGoodSettings() {
        install("1.0.0");
        registry.define("erp", "timeout", "5s");

        assertEquals(InstanceState.INVALID, registry.standing("erp").visibleState());
        ConnectorException refused = assertThrows(
                ConnectorException.class, () -> registry.handle("erp").pull(ANY));
        assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
        assertTrue(refused.getMessage().contains("'url'"), refused.getMessage());
    }

    @Test
    void keepsTheObjectWhenOnlyLimitsChange() {
        install("1.0.0");
        registry.define("erp", "url", "http://one", "timeout", "5s");
        registry.handle("erp").pull(ANY);

        registry.define("erp", "url", "http://one", "timeout", "6s");
        registry.handle("erp").pull(ANY);

        assertEquals(List.of("create", "connect"), diary.entries());
    }

    @Test
    void replacesTheObjectWhenItsOwnSettingsChange() {
        install("1.0.0");
        registry.define("erp", "url", "http://one");
        registry.handle("erp").pull(ANY);

        registry.define("erp", "url", "http://two");
        registry.handle("erp").pull(ANY);

        await().until(() -> diary.entries().contains("close"));
        assertEquals(1, registry.holds.get(), "the old object's factory is released");
    }

    @Test
    void aTouchedButUnchangedDefinitionDoesNothing() {
        install("1.0.0");
        registry.define("erp", "url", "http://one");
        Standing before = registry.standing("erp");

        registry.define("erp", "url", "http://one");

        assertSame(before.slot(), registry.standing("erp").slot());
        assertEquals(before.since(), registry.standing("erp").since());
    }

    @Test
    void handlesOfBeforeAreGoodWhenATypeComesBack() {
        TypeVersion first = install("1.0.0");
        registry.define("erp", "url", "http://one");
        ConnectorHandle handle = registry.handle("erp");
        handle.pull(ANY);

        registry.uninstall(first);
        assertTrue(diary.entries().contains("close"), "its object is closed before the type is gone");
        assertEquals(
                ErrorCode.CONNECTOR_NOT_FOUND,
                assertThrows(ConnectorException.class, () -> handle.pull(ANY)).code());

        install("1.0.0");
        handle.pull(ANY);
    }

    @Test
    void aNewerVersionServesUnpinnedInstancesAndThePinnedStay() {
        install("1.0.0");
        registry.define("erp", "url", "http://one");
        registry.define("erp~pinned", "url", "http://one", "version", "[1,2)");

        install("2.0.0");

        assertEquals("2.0.0", registry.standing("erp").version().version().toString());
        assertEquals(
                "1.0.0", registry.standing("erp~pinned").version().version().toString());
    }

    @Test
    void theLastGoodSettingsGoOnWithAnotherVersion() {
        TypeVersion first = install("1.0.0");
        registry.define("erp", "url", "http://one");
        registry.handle("erp").pull(ANY);
        registry.define("erp", "timeout", "soon");

        install("2.0.0");
        registry.uninstall(first);

        registry.handle("erp").pull(ANY);
        assertEquals("2.0.0", registry.standing("erp").version().version().toString());
        assertEquals(2, registry.standing("erp").problems().size());
    }

    @Test
    void theOperatorSwitchesOffWhatServesItsLastGoodSettings() {
        install("1.0.0");
        InstanceId id = registry.define("erp", "url", "http://one");
        registry.handle("erp").pull(ANY);
        registry.define("erp", "timeout", "soon");

        registry.operator.decide(id, false);
        registry.onQueue("erp", () -> registry.reconciler.refresh(id));

        assertEquals(InstanceState.DISABLED, registry.standing("erp").visibleState());
        assertEquals(2, registry.standing("erp").problems().size(), "its problems are still shown");
        registry.operator.decide(id, true);
        registry.onQueue("erp", () -> registry.reconciler.refresh(id));
        registry.handle("erp").pull(ANY);
    }

    @Test
    void theOperatorBeatsTheSettings() {
        install("1.0.0");
        InstanceId id = registry.define("erp", "url", "http://one", "enabled", "true");
        registry.operator.decide(id, false);
        registry.onQueue("erp", () -> registry.reconciler.refresh(id));

        assertEquals(InstanceState.DISABLED, registry.standing("erp").visibleState());
        assertEquals(
                ErrorCode.CONNECTOR_DISABLED,
                assertThrows(
                                ConnectorException.class,
                                () -> registry.handle("erp").pull(ANY))
                        .code());
        assertTrue(!new OperatorState(folder.resolve("operator.json")).isEnabled(id, true), "it is kept in the file");
    }

    private TypeVersion install(String version) {
        return registry.install("erp", version, context -> {
            TestConnector made = new TestConnector(context, diary);
            latest.set(made);
            return made;
        });
    }
}
