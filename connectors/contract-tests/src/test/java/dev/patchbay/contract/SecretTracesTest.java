package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTracesTest {
    private final SecretTraces traces = new SecretTraces("p@ss w/rd+4711?>~");

    /** Each was made by another tool than the one that looks for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /?key=p%40ss+w%2Frd%2B4711%3F%3E%7E",
                "GET /?key=p%40ss%20w%2Frd%2B4711%3F%3E%7E",
                "GET /?key=p%40ss%20w%2frd%2b4711%3f%3e%7e",
                "Basic cEBzcyB3L3JkKzQ3MTE/Pn4=",
                "Basic YW5uOnBAc3Mgdy9yZCs0NzExPz5+",
                "Basic am9objpwQHNzIHcvcmQrNDcxMT8+fg==",
                "Basic bWFyaWU6cEBzcyB3L3JkKzQ3MTE/Pn4=",
                "token YW5uOnBAc3Mgdy9yZCs0NzExPz5-",
                "[7040737320772f72642b343731313f3e7e]",
                "7040737320772F72642B343731313F3E7E"
            })
    void findsASecretHoweverItWasEncoded(String message) {
        assertTrue(traces.isIn(message), message);
    }

    @Test
    void findsNothingInWhatHasNone() {
        assertFalse(traces.isIn("the password [secret] is not accepted; p%40ss and cEBzcyB3 are others"));
    }

    @Test
    void looksForAShortSecretAsItIsOnly() {
        SecretTraces one = new SecretTraces("abc");

        assertTrue(one.isIn("the abc is wrong"));
        assertFalse(one.isIn("616263 YWJj"));
    }
}
