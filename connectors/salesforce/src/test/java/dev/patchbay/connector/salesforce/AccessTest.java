package dev.patchbay.connector.salesforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.model.PullRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The three ways to sign in, and where a token is shown. */
class AccessTest {
    private static final InstanceId ID = InstanceId.ofType("salesforce");
    private static final Set<String> SECRETS = Set.of("client.secret", "private.key", "refresh.token");
    private static final KeyPair KEYS = keys();

    private final FakeSalesforce salesforce = new FakeSalesforce();

    @AfterEach
    void stop() {
        salesforce.close();
    }

    @Test
    void signsInOnceForManyCallsAndAgainWhenTheSessionHasEnded() {
        salesforce.addAccounts(1);
        try (SalesforceConnector connector = connector(context(credentials()))) {
            pull(connector);
            pull(connector);
            assertEquals(1, salesforce.seen("/token").size());

            salesforce.endSessions();
            pull(connector);
        }
        assertEquals(2, salesforce.seen("/token").size());
    }

    @Test
    void signsForAUserWithWhatSalesforceWantsToKnow() throws Exception {
        salesforce.addAccounts(1);
        ContractContext context =
                context(Map.of("auth", "jwt-bearer", "user", "integration@acme.com", "private.key", pem()));
        try (SalesforceConnector connector = connector(context)) {
            pull(connector);
        }
        String form = URLDecoder.decode(salesforce.seen("/token").get(0).body(), StandardCharsets.UTF_8);
        SignedJWT jwt = SignedJWT.parse(form.replaceFirst(".*assertion=([^&]+).*", "$1"));
        assertTrue(jwt.verify(new RSASSAVerifier((RSAPublicKey) KEYS.getPublic())));
        assertEquals("RS256", jwt.getHeader().getAlgorithm().getName());
        assertEquals(FakeSalesforce.CLIENT, jwt.getJWTClaimsSet().getIssuer());
        assertEquals("integration@acme.com", jwt.getJWTClaimsSet().getSubject());
        assertEquals(List.of(salesforce.url()), jwt.getJWTClaimsSet().getAudience());
        assertFalse(form.contains("client_id"), "who asks stands in the assertion");
    }

    @Test
    void keepsARefreshTokenThatWasReplaced() {
        salesforce.addAccounts(1);
        ContractContext context = context(Map.of("auth", "refresh-token", "refresh.token", FakeSalesforce.REFRESH));
        try (SalesforceConnector connector = connector(context)) {
            pull(connector);
            salesforce.endSessions();
            pull(connector);
        }
        assertEquals(2, salesforce.seen("/token").size());
        String kept = context.secret("refresh.token").reveal();
        assertFalse(
                salesforce.seen("/token").stream().anyMatch(each -> each.body().contains(kept)), "the newest one");
    }

    @Test
    void goesWhereTheTokenSays() {
        try (FakeSalesforce elsewhere = new FakeSalesforce()) {
            salesforce.tellInstance(elsewhere.url());
            try (SalesforceConnector connector = connector(context(credentials()))) {
                assertThrows(ConnectorException.class, () -> pull(connector));
            }
            assertFalse(elsewhere.seen("/describe").isEmpty());
            assertEquals(List.of(), salesforce.seen("/describe"));
        }
    }

    @Test
    void showsATokenToNobodyInTheClear() {
        for (String unsafe : List.of("http://elsewhere.example", "ftp://elsewhere.example", "elsewhere", "")) {
            salesforce.tellInstance(unsafe);
            try (SalesforceConnector connector = connector(context(credentials()))) {
                ConnectorException failure = assertThrows(ConnectorException.class, () -> pull(connector));
                assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
            }
        }
    }

    @Test
    void namesAllSettingsThatDoNotGoTogether() {
        assertEquals(2, problems(Map.of("url", "https://login.salesforce.com")).size(), "secret and My Domain");
        assertEquals(2, problems(Map.of("auth", "jwt-bearer")).size(), "user and key");
        assertEquals(1, problems(Map.of("auth", "refresh-token")).size(), "refresh token");
        assertEquals(1, problems(Map.of("auth", "password")).size(), "no such way");
        assertEquals(List.of(), problems(Map.of("url", "https://acme.my.salesforce.com", "client.secret", "set")));
    }

    private List<Problem> problems(Map<String, Object> settings) {
        return SettingsRules.problems(context(settings).config(Settings.class));
    }

    private static Map<String, Object> credentials() {
        return Map.of("client.secret", FakeSalesforce.SECRET);
    }

    private ContractContext context(Map<String, Object> more) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("url", salesforce.url(), "client.id", FakeSalesforce.CLIENT));
        settings.putAll(more);
        return ContractContext.of(ID, settings, SECRETS);
    }

    private static SalesforceConnector connector(ContractContext context) {
        return new SalesforceConnector(context, context.config(Settings.class));
    }

    private static void pull(SalesforceConnector connector) {
        assertEquals(
                1, connector.pull(PullRequest.of("Account"), call()).records().size());
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ContractCall call() {
        return ContractCall.of(ID, Duration.ofSeconds(20));
    }
}
