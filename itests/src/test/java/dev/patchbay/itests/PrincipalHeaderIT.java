package dev.patchbay.itests;

import static dev.patchbay.itests.FaultyService.json;
import static dev.patchbay.itests.FaultyService.status;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.itests.FaultyService.Behaviour;
import dev.patchbay.itests.FaultyService.Received;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;

/** Who made a call, as a service sees it that a dropped connector asks. */
public final class PrincipalHeaderIT {
    private static final PullRequest ISSUES = PullRequest.of("issues");
    private static final CallOptions JANE =
            CallOptions.none().principal("Jäne Doe").correlationId("order-7");
    private static final Behaviour UNAVAILABLE = status(503, "{\"message\": \"maintenance\"}");

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    private final FaultyService service = new FaultyService(json("[{\"id\":2,\"number\":2,\"title\":\"second\"}]"));

    @After
    public void stop() {
        service.close();
    }

    @Test
    public void everyAttemptAndEveryPageTellsItWhereAHeaderIsNamed() {
        ConnectorHandle handle = github("told", "principal.header = X-Acting-User");
        service.then(UNAVAILABLE, firstPage());

        assertEquals(
                List.of("first", "second"),
                handle.with(JANE)
                        .pullAll(ISSUES)
                        .map(each -> each.fields().get("title"))
                        .toList());

        assertEquals(3, asked(service).size());
        for (Received each : asked(service)) {
            assertEquals("J%C3%A4ne%20Doe", each.headers().get("x-acting-user"));
            assertEquals("order-7", each.headers().get("x-correlation-id"));
        }
    }

    @Test
    public void soDoesACallOnAThreadOfTheRuntime() {
        ConnectorHandle handle = github("isolated", "principal.header = X-Acting-User", "isolated = true");
        service.then(UNAVAILABLE);

        Page page = handle.with(JANE).pull(ISSUES);

        assertEquals(Optional.of("Jäne Doe"), page.principal());
        assertEquals(Optional.of("order-7"), page.correlationId());
        assertEquals(2, asked(service).size());
        asked(service)
                .forEach(each -> assertEquals("J%C3%A4ne%20Doe", each.headers().get("x-acting-user")));
    }

    @Test
    public void nobodyIsToldUnasked() {
        github("silent").with(JANE).pull(ISSUES);
        github("nobodys", "principal.header = X-Acting-User").pull(ISSUES);

        assertEquals(2, asked(service).size());
        for (Received each : asked(service)) {
            assertFalse(each.headers().toString(), each.headers().containsKey("x-acting-user"));
            assertFalse(each.headers().toString(), each.headers().toString().contains("Doe"));
        }
    }

    @Test
    public void anotherHostToWhichTheServiceRedirectsIsNotTold() {
        try (FaultyService stranger = new FaultyService(json("[]"))) {
            ConnectorHandle handle = github("redirected", "principal.header = X-Acting-User");
            service.then(status(302, "", "Location: " + stranger.url() + "/issues"));

            handle.with(JANE).pull(ISSUES);

            assertTrue(asked(service).get(0).headers().containsKey("x-acting-user"));
            assertEquals(1, asked(stranger).size());
            assertFalse(asked(stranger).get(0).headers().containsKey("x-acting-user"));
            assertEquals("order-7", asked(stranger).get(0).headers().get("x-correlation-id"));
        }
    }

    private Behaviour firstPage() {
        return status(
                200,
                "[{\"id\":1,\"number\":1,\"title\":\"first\"}]",
                "Content-Type: application/json",
                "Link: <" + service.url() + "/repos/octo/hello/issues?page=2>; rel=\"next\"");
    }

    /** An instance whose object was made and checked: from now on nothing but its calls asks for anything. */
    private ConnectorHandle github(String name, String... settings) {
        if (!HOME.registry().has("github")) {
            HOME.deploy(Bundles.named("github"));
        }
        String[] lines = new String[settings.length + 3];
        lines[0] = "url = " + service.url();
        lines[1] = "repository = octo/hello";
        lines[2] = "retry.delay = 1ms";
        System.arraycopy(settings, 0, lines, 3, settings.length);
        HOME.cfg("connector.github~" + name + ".cfg", lines);
        String id = "github~" + name;
        HOME.await(id, InstanceState.READY);
        HOME.registry().health(InstanceId.parse(id));
        return HOME.handle(id);
    }

    /** What has come in, but for checks of health. */
    private static List<Received> asked(FaultyService service) {
        return service.received().stream()
                .filter(each -> each.path().contains("/issues"))
                .toList();
    }
}
