package dev.patchbay.connector.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.contract.Received;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.Problem;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.ConnectorSettings;
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

/** A GitHub App signs in with a JWT, and works with the token of an installation. */
class AccessTest {
    private static final InstanceId ID = InstanceId.ofType("github");
    private static final KeyPair KEYS = keys();

    private final FakeGitHub github = new FakeGitHub();

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void getsTheTokenOfAnInstallationOnceForManyCalls() throws Exception {
        github.addIssues(1);
        try (GitHubConnector app = app("77")) {
            app.pull(PullRequest.of("issues"), call());
            app.pull(PullRequest.of("issues"), call());
        }
        List<Received> asked = asked();
        assertEquals(1, asked.size());
        String bearer = asked.get(0).headers().get("Authorization").get(0);
        SignedJWT jwt = SignedJWT.parse(bearer.substring("Bearer ".length()));
        assertTrue(jwt.verify(new RSASSAVerifier((RSAPublicKey) KEYS.getPublic())), "signed with the app's key");
        assertEquals("12345", jwt.getJWTClaimsSet().getIssuer());
        long good = jwt.getJWTClaimsSet().getExpirationTime().getTime()
                - jwt.getJWTClaimsSet().getIssueTime().getTime();
        assertTrue(good <= Duration.ofMinutes(10).toMillis(), "GitHub takes none that is longer good: " + good);
    }

    @Test
    void getsAnotherTokenWhenItsOwnIsNotAcceptedAnyMore() {
        github.addIssues(1);
        try (GitHubConnector app = app("77")) {
            app.pull(PullRequest.of("issues"), call());
            github.fail(ServiceFault.TOKEN_EXPIRED);
            assertEquals(1, app.pull(PullRequest.of("issues"), call()).records().size());
        }
        assertEquals(2, asked().size());
    }

    /** What a person may see is asked for elsewhere, and GitHub tells no app. */
    @Test
    void pullsTheRepositoriesOfTheInstallation() {
        PullRequest one = PullRequest.builder("repositories").pageSize(1).build();
        try (GitHubConnector app = app("77")) {
            Page first = app.pull(one, call());
            Page last = app.pull(one.from(first.cursor().orElseThrow()), call());

            assertEquals("octo/hello", first.records().get(0).id().orElseThrow());
            assertEquals("octo/world", last.records().get(0).id().orElseThrow());
            assertFalse(last.more());
        }
        assertEquals("/installation/repositories", github.last().path());
    }

    @Test
    void saysThatThereIsNoSuchInstallation() {
        try (GitHubConnector app = app("4711")) {
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> app.pull(PullRequest.of("issues"), call()));
            assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
            assertTrue(failure.getMessage().contains("no installation '4711'"), failure.getMessage());
        }
    }

    @Test
    void namesAllSettingsThatDoNotGoTogether() {
        List<String> problems = new GitHubConnectorFactory()
                .validate(settings(Set.of("app.id", "token"))).stream()
                        .map(Problem::toString)
                        .toList();

        assertEquals(3, problems.size(), problems::toString);
        assertTrue(problems.toString().contains("'app.installation' is missing"), problems::toString);
        assertTrue(problems.toString().contains("'app.key' is missing"), problems::toString);
        assertTrue(problems.toString().contains("remove one of them"), problems::toString);
        assertEquals(List.of(), new GitHubConnectorFactory().validate(settings(Set.of("token"))));
    }

    private List<Received> asked() {
        return github.seen().stream()
                .filter(each -> each.target().startsWith("/app/"))
                .toList();
    }

    private GitHubConnector app(String installation) {
        Map<String, Object> settings = new HashMap<>(Map.of("url", github.url(), "repository", "octo/hello"));
        settings.put("app.id", "12345");
        settings.put("app.installation", installation);
        settings.put("app.key", pem());
        ContractContext context = ContractContext.of(ID, settings, Set.of("app.key"));
        return new GitHubConnector(context, context.config(Settings.class));
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static ConnectorSettings settings(Set<String> keys) {
        return new ConnectorSettings() {
            @Override
            public InstanceId id() {
                return ID;
            }

            @Override
            public <T> T config(Class<T> type) {
                throw new AssertionError("not needed");
            }

            @Override
            public boolean isSet(String key) {
                return keys.contains(key);
            }
        };
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
