package dev.patchbay.registry.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String VALUE = "s3cr3t &+/?ü>";
    private final Redactor redactor = Redactor.of(List.of(Secret.of(VALUE), Secret.of("s3cr3t"), Secret.of("abc")));

    @Test
    void removesSecretsAsTheyAre() {
        assertEquals("401 for [secret] and [secret]", redactor.redact("401 for " + VALUE + " and s3cr3t"));
        assertEquals(null, redactor.redact(null));
    }

    @Test
    void removesThemFromUrls() {
        assertEquals("?token=[secret]", redactor.redact("?token=" + URLEncoder.encode(VALUE, StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:", "somebody@example.org:"})
    void removesThemFromBase64WhateverStandsBefore(String before) {
        byte[] bytes = (before + VALUE).getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(
                Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getEncoder().withoutPadding())) {
            String clean = redactor.redact("Basic " + encoder.encodeToString(bytes));
            assertEquals("Basic ", clean.substring(0, 6));
            assertFalse(clean.length() > 24 + before.length() * 2, clean);
        }
    }

    @Test
    void leavesWhatIsTooShortToTell() {
        assertEquals("the alphabet begins with abc", redactor.redact("the alphabet begins with abc"));
    }

    @Test
    void removesTheLinesOfAKey() {
        String key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n";
        assertEquals(
                "bad line [secret]",
                Redactor.of(List.of(Secret.of(key))).redact("bad line MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"));
    }
}
