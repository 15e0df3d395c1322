package dev.patchbay.registry.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

    @Test
    void readsAWholeValue() {
        assertEquals(Optional.of(new SecretReference("vault", "a/b c#d")), SecretReference.parse("$[vault:a/b c#d]"));
        assertEquals("$[env:X]", new SecretReference("env", "X").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "$[secret:]",
                "$[secret]",
                "$[:x]",
                "$[secret:x] ",
                "x$[secret:x]",
                "$[A:x]",
                "$[secret:x"
            })
    void nothingElseIsAReference(String text) {
        assertEquals(Optional.empty(), SecretReference.parse(text));
    }

    @Test
    void findsAndReplacesThoseInsideAText() {
        String text = "https://$[env:USER]:$[secret:token]@host/$1\\";
        assertEquals(
                List.of(new SecretReference("env", "USER"), new SecretReference("secret", "token")),
                SecretReference.allIn(text));
        assertEquals("https://$0:$0@host/$1\\", SecretReference.replaceAll(text, each -> "$0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$[secret:x", "a $[secret:", "$[secret:]", "$[env:A] $[secret:x"})
    void seesReferencesThatDoNotEnd(String text) {
        assertTrue(SecretReference.brokenIn(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$[a-z]", "^x$[0-9:]", "$[secret:x]", "$[", "cost: 5$ [see: x"})
    void leavesOtherTextsAlone(String text) {
        assertFalse(SecretReference.brokenIn(text));
    }
}
