package dev.patchbay.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    @Test
    void startsNothingBeforeTheFirstRequestAndLeavesNothingBehind() throws InterruptedException {
        try (Server server = Server.start((request, reply) -> reply.json(200, "{}"))) {
            Set<Thread> before = threads();
            HttpService service =
                    HttpService.builder(TestContext.empty(), server.url()).build();
            assertEquals(List.of(), started(before));

            service.get("/x").send(TestCall.start());
            List<Thread> working = started(before);
            assertFalse(working.isEmpty());

            service.close();
            for (Thread each : working) {
                each.join(5_000);
                assertFalse(each.isAlive(), each.toString());
            }
        }
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** Of ours: the server's threads come and go, too. */
    private static List<Thread> started(Set<Thread> before) {
        return threads().stream()
                .filter(each -> !before.contains(each))
                .filter(each ->
                        each.getName().contains("HttpClient") || each.getName().startsWith("patchbay-http"))
                .toList();
    }
}
