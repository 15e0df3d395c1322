package dev.patchbay.itests;

import static dev.patchbay.model.DeploymentState.INCOMPATIBLE;
import static dev.patchbay.model.DeploymentState.LIBRARY;
import static dev.patchbay.model.DeploymentState.SERVING;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.DeploymentState;
import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A connector that needs a library follows what becomes of it, without being touched itself. */
public final class LibraryIT {
    @Rule
    public final RunningHome home = RunningHome.empty();

    @Test
    public void servesWhenTheLibraryComesThatItNeeds() {
        home.deploy(TestBundles.polite(), "polite.jar");
        home.awaitWhy("polite.jar", "org.example.library");
        awaitState("polite.jar", INCOMPATIBLE);

        Path library = home.deploy(TestBundles.library("1.0.0"), "library.jar");
        awaitServing();
        awaitState("library.jar", LIBRARY);

        home.delete(library);
        RunningHome.eventually().until(() -> !home.registry().has("polite"));
        home.awaitWhy("polite.jar", "org.example.library");

        home.deploy(TestBundles.library("1.1.0"), "library.jar");
        awaitServing();
    }

    @Test
    public void isNotStartedWithALibraryThatLacksAClassAndServesWithTheNextOne() throws IOException {
        Path lacking = TestBundles.without(
                TestBundles.library("1.0.0"),
                "org/example/library/Politeness.class",
                home.aside("lacking.jar").toFile());
        home.deploy(lacking, "library.jar");
        home.deploy(TestBundles.polite(), "polite.jar");
        home.awaitWhy("polite.jar", "org.example.library.Politeness");
        home.awaitWhy("polite", "org.example.library.Politeness");
        assertFalse(home.registry().has("polite"));

        home.deploy(TestBundles.library("1.1.0"), "library-1.1.jar");
        awaitServing();
        awaitState("polite.jar", SERVING);
        RunningHome.eventually()
                .until(() -> home.registry().problems().stream()
                        .noneMatch(each -> each.toString().contains("polite.jar")));
    }

    @Test
    public void isWiredAnewWhenTheLibraryIsReplaced() {
        home.deploy(TestBundles.library("1.0.0"), "library.jar");
        home.deploy(TestBundles.polite(), "polite.jar");
        awaitServing();
        home.deploy(TestBundles.library("1.2.0"), "library.jar");
        RunningHome.eventually()
                .until(() -> home.registry().deployments().stream()
                                .anyMatch(each -> each.version().toString().equals("1.2.0"))
                        && libraries() == 1);
        awaitServing();
        assertEquals(1, libraries());
    }

    @Test
    public void goesOnWhenWhatReplacesItCannotRunAndFilesAreListedAsEver() {
        home.deploy(TestBundles.library("1.0.0"), "library.jar");
        awaitState("library.jar", LIBRARY);

        home.deploy(TestBundles.needyLibrary("1.1.0"), "library.jar");

        awaitState("library.jar", INCOMPATIBLE);
        home.awaitWhy("library.jar", "org.example.absent");
        home.awaitWhy("library.jar", "what it held before (library org.example.library 1.0.0) goes on");
        home.deploy(TestBundles.polite(), "polite.jar");
        awaitServing();
    }

    private long libraries() {
        return Arrays.stream(home.context().getBundles())
                .filter(each -> "org.example.library".equals(each.getSymbolicName()))
                .count();
    }

    private void awaitServing() {
        home.cfg("connector.polite.cfg", "description=any");
        RunningHome.eventually().until(() -> home.registry().has("polite"));
        home.await("polite", READY);
        RunningHome.eventually()
                .ignoreExceptions()
                .untilAsserted(() -> assertTrue(home.registry()
                        .health(InstanceId.parse("polite"))
                        .toString()
                        .contains("hello, please")));
        home.delete(home.config().resolve("connector.polite.cfg"));
        home.awaitGone("polite");
    }

    private void awaitState(String file, DeploymentState state) {
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(
                        List.of(state),
                        home.registry().deployments().stream()
                                .filter(each -> each.file().equals(file))
                                .map(Deployment::state)
                                .toList()));
    }
}
