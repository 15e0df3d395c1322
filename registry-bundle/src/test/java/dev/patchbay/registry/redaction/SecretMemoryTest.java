package dev.patchbay.registry.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SecretMemoryTest {
    private static final InstanceId GITHUB = InstanceId.parse("github");
    private static final InstanceId OTHER = InstanceId.parse("jira@acme");
    private static final String VALUE = "pä$$ w/rd+\"of\\ ~Europe'";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final SecretMemory memory = new SecretMemory(new SetClock(now));

    @Test
    void replacesAValueWhereverItStands() {
        learn(VALUE);
        assertEquals("[secret]", memory.redact(VALUE));
        assertEquals("a [secret] and [secret] b", memory.redact("a " + VALUE + " and " + VALUE + " b"));
        assertNull(memory.redact(null));
    }

    @Test
    void learnsAgainWhatIsForgottenWhileItIsLearned() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        SecretMemory own = new SecretMemory(new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                meanwhile.getAndSet(() -> {}).run();
                return now.get();
            }
        });
        own.learn(GITHUB, Secret.of(VALUE));
        now.set(now.get().plus(Duration.ofHours(2)));
        meanwhile.set(() -> own.forget(Set.of(), id -> true));
        own.learn(GITHUB, Secret.of(VALUE));
        assertEquals("[secret]", own.redact(VALUE));
    }

    @Test
    void givesBackTheSameTextIfThereIsNothingInIt() {
        learn(VALUE);
        String text = "nothing to see in here, however long it may be";
        assertSame(text, memory.redact(text));
        assertSame("short", memory.redact("short"));
    }

    @Test
    void findsBase64AtAnyAlignment() {
        learn(VALUE);
        for (String before : List.of("", "u", "us", "user:")) {
            byte[] bytes = (before + VALUE + ":after").getBytes(StandardCharsets.UTF_8);
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String clean = memory.redact("Basic " + encoder.encodeToString(bytes));
                assertTrue(clean.contains("[secret]"), clean);
                assertFalse(
                        clean.contains(encoder.encodeToString(VALUE.getBytes(StandardCharsets.UTF_8))
                                .substring(4, 16)),
                        clean);
            }
        }
    }

    @Test
    void findsWhatEncodersOfUrlsAndJsonMakeOfIt() {
        learn(VALUE);
        String form = URLEncoder.encode(VALUE, StandardCharsets.UTF_8);
        assertEquals("?t=[secret]", memory.redact("?t=" + form));
        assertEquals("?t=[secret]", memory.redact("?t=" + form.replace("+", "%20")));
        assertEquals(
                "?t=[secret]",
                memory.redact("?t="
                        + form.replaceAll("%C3%A4", "%c3%a4")
                                .replaceAll("%2F", "%2f")
                                .replaceAll("%2B", "%2b")
                                .replaceAll("%5C", "%5c")
                                .replaceAll("%7E", "%7e")));
        assertEquals(
                "?t=[secret]", memory.redact("?t=" + form.replace("+", "%20").replace("%7E", "~")));
        assertEquals(
                "{\"t\":\"[secret]\"}",
                memory.redact(JsonMapper.shared().writeValueAsString(java.util.Map.of("t", VALUE))));
    }

    @Test
    void replacesValuesThatOverlapByOne() {
        learn("abcdefghijklmnop");
        learn("ijklmnopqrstuvwx");
        learn("abcdefghijklmnopqr");
        assertEquals("<[secret]>", memory.redact("<abcdefghijklmnopqrstuvwx>"));
    }

    @Test
    void findsTheLinesOfALongKey() {
        String key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nshort\n-----END KEY-----";
        learn(key);
        assertEquals("bad line [secret]", memory.redact("bad line MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"));
        assertEquals("{\"k\":\"[secret]\"}", memory.redact("{\"k\":\"" + key.replace("\n", "\\n") + "\"}"));
    }

    @Test
    void leavesShortAndCommonValuesButInWhatIsToldOfTheirInstance() {
        for (String common : List.of("true", "1234", "postgres", "hunter2")) {
            learn(common);
        }
        String text = "jdbc:postgresql autocommit=true, 1234 rows for postgres";
        assertEquals(text, memory.redact(text));
        assertEquals(text, memory.redact(text, OTHER));
        assertEquals("jdbc:postgresql autocommit=[secret], [secret] rows for [secret]", memory.redact(text, GITHUB));
    }

    @Test
    void looksForNothingShorterThanFourCharacters() {
        learn("abc");
        assertEquals("abc", memory.redact("abc", GITHUB));
    }

    @Test
    void keepsManyAndForgetsThoseThatNobodyUses() {
        Random random = new Random(42);
        List<Secret> secrets = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            secrets.add(Secret.of("tok_" + Base64.getUrlEncoder().encodeToString(bytes)));
        }
        secrets.forEach(each -> memory.learn(GITHUB, each));
        secrets.forEach(each -> assertEquals("t=[secret];", memory.redact("t=" + each.reveal() + ";")));

        Secret used = secrets.get(7);
        memory.forget(Set.of(used), id -> true);
        assertEquals(3_000, memory.size(), "they were in use a moment ago");
        now.set(now.get().plus(Duration.ofHours(2)));
        memory.forget(Set.of(used), id -> true);
        assertEquals(1, memory.size());
        assertEquals("[secret]", memory.redact(used.reveal()));
        assertEquals(secrets.get(8).reveal(), memory.redact(secrets.get(8).reveal()));
    }

    @Test
    void knowsAgainWhatItHadForgotten() {
        learn(VALUE);
        now.set(now.get().plus(Duration.ofHours(2)));
        memory.forget(Set.of(), id -> false);
        assertEquals(VALUE, memory.redact(VALUE));
        learn(VALUE);
        assertEquals("[secret]", memory.redact(VALUE));
    }

    private void learn(String value) {
        memory.learn(GITHUB, Secret.of(value));
    }

    /** Shows the time that a test sets. */
    private static final class SetClock extends Clock {
        private final AtomicReference<Instant> now;

        SetClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
