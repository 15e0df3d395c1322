package dev.patchbay.connector.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access tokens that are asked for. The mail server takes the password for the one good token. */
class GrantedTokenTest {
    private static final PullRequest MESSAGES = PullRequest.of("messages");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile List<String> tokens = List.of(Mailroom.PASSWORD);
    private volatile int status = 200;
    private Mailroom mailroom;
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        mailroom = Mailroom.unprotected();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String token = tokens.get(Math.min(asked.size(), tokens.size()) - 1);
            byte[] answer = (status == 200
                            ? "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                                    + "\"refresh_token\":\"refresh-" + asked.size() + "\"}"
                            : "{\"error\":\"invalid_grant\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        mailroom.close();
    }

    @Test
    void signsInAtBothServersByOneTokenForARefreshTokenAndKeepsTheNextOne() {
        ContractContext context = context("oauth2.refresh.token", "refresh-0");
        try (EmailConnector connector = connector(context)) {
            connector.push(
                    List.of(ConnectorRecord.of("messages", Map.of("to", "jane@example.com", "text", "x"))),
                    Mailroom.call());
            assertEquals(1, Mailroom.pullAll(connector, MESSAGES).size());
        }

        assertEquals(1, asked.size());
        assertTrue(asked.get(0).contains("grant_type=refresh_token"), asked::toString);
        assertTrue(asked.get(0).contains("refresh_token=refresh-0"), asked::toString);
        assertEquals("refresh-1", context.secret("oauth2.refresh.token").reveal());
    }

    @Test
    void asksForAnotherTokenWhenOneIsNotTakenAnyMore() {
        tokens = List.of("revoked-token", Mailroom.PASSWORD);

        try (EmailConnector connector = connector(context("oauth2.client.secret", "client-secret"))) {
            assertEquals(0, connector.pull(MESSAGES, Mailroom.call()).records().size());
        }

        assertEquals(2, asked.size());
        assertTrue(asked.get(0).contains("grant_type=client_credentials"), asked::toString);
        assertTrue(asked.get(0).contains("client_secret=client-secret"), asked::toString);
    }

    @Test
    void stopsAtOnceWhenNoTokenIsGiven() {
        status = 400;

        try (EmailConnector connector = connector(context("oauth2.client.secret", "client-secret"))) {
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> connector.pull(MESSAGES, Mailroom.call()));
            assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
        }

        assertEquals(1, asked.size());
    }

    private ContractContext context(String key, String value) {
        Set<String> secrets = new HashSet<>(Mailroom.SECRETS);
        secrets.addAll(Set.of("oauth2.client.secret", "oauth2.refresh.token"));
        Map<String, Object> settings = mailroom.settings(
                "auth",
                "xoauth2",
                "oauth2.token.url",
                "http://localhost:" + server.getAddress().getPort() + "/token",
                "oauth2.client.id",
                "patchbay",
                key,
                value);
        settings.remove("password");
        return ContractContext.of(Mailroom.ID, settings, secrets);
    }

    private static EmailConnector connector(ContractContext context) {
        return (EmailConnector) new EmailConnectorFactory().create(context);
    }
}
