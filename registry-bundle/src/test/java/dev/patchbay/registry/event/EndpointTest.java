package dev.patchbay.registry.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EndpointTest {

    @Test
    void leavesAPathAsItIs() {
        assertEquals("/repos/{owner}/{repo}/issues", Endpoint.plain("/repos/{owner}/{repo}/issues"));
        assertEquals("", Endpoint.plain(""));
        assertEquals("people", Endpoint.plain("people"));
        assertEquals("https://example.org", Endpoint.plain("https://example.org"));
        assertEquals("/users/me@example.org", Endpoint.plain("/users/me@example.org"));
        assertEquals(
                "https://example.org/users/me@example.org", Endpoint.plain("https://example.org/users/me@example.org"));
    }

    @Test
    void takesAwayTheQueryAndTheFragment() {
        assertEquals("/search", Endpoint.plain("/search?key=hunter2"));
        assertEquals("/search", Endpoint.plain("/search#token=hunter2"));
        assertEquals("https://example.org/a", Endpoint.plain("https://example.org/a?next=https://b/?x#y"));
        assertEquals("https://example.org", Endpoint.plain("https://example.org?key=hunter2"));
        assertEquals("/go", Endpoint.plain("/go?to=//user:hunter2@host/"));
    }

    @Test
    void takesAwayUserAndPassword() {
        assertEquals("https://example.org/a", Endpoint.plain("https://me:hunter2@example.org/a?b=c"));
        assertEquals("https://example.org", Endpoint.plain("https://me@x:hunter2@example.org"));
        assertEquals("//example.org/a", Endpoint.plain("//me:hunter2@example.org/a"));
        assertEquals("jdbc:db://host:1/x", Endpoint.plain("jdbc:db://me:hunter2@host:1/x?password=hunter2"));
    }

    @Test
    void boundsWhatNobodyWantsToReadAndTakesNull() {
        assertEquals(1_003, Endpoint.plain("/" + "a".repeat(5_000)).length());
        assertEquals("null", Endpoint.plain(null));
    }
}
