package dev.patchbay.connector.email;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to the IMAP server: how many, how long, and what happens when they break. */
class LinesTest {
    private static final PullRequest MESSAGES = PullRequest.of("messages");

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private Mailroom mailroom;

    @BeforeEach
    void open() {
        mailroom = Mailroom.faulty();
        mailroom.store("INBOX", Mailroom.mail("first"));
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        mailroom.close();
    }

    @Test
    void usesAConnectionAgain() {
        EmailConnector connector = mailroom.connector();
        connector.pull(MESSAGES, Mailroom.call());
        ContractCall call = Mailroom.call();

        connector.pull(MESSAGES, call);

        assertEquals(List.of("EXAMINE INBOX", "SEARCH INBOX", "FETCH INBOX", "FETCH INBOX"), call.requests());
        assertEquals(1, mailroom.imapLine().connections());
    }

    @Test
    void replacesAConnectionThatWasDroppedMeanwhileWithoutTheCallerNoticing() {
        EmailConnector connector = mailroom.connector();
        connector.pull(MESSAGES, Mailroom.call());

        mailroom.imapLine().cut();

        assertEquals(1, connector.pull(MESSAGES, Mailroom.call()).records().size());
    }

    @Test
    void opensNoMoreConnectionsThanAllowed() throws Exception {
        EmailConnector connector = mailroom.connector("pool.size", "2");
        List<Future<Page>> pages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pages.add(callers.submit(() -> connector.pull(MESSAGES, Mailroom.call())));
        }

        for (Future<Page> each : pages) {
            assertEquals(1, each.get(30, TimeUnit.SECONDS).records().size());
        }
        assertTrue(mailroom.imapLine().connections() <= 2, "more connections than allowed");
    }

    @Test
    void saysThatAllConnectionsAreInUseWhenNoneComesFree() throws Exception {
        EmailConnector connector = mailroom.connector("pool.size", "1");
        connector.pull(MESSAGES, Mailroom.call());
        mailroom.imapLine().hold();
        Future<Page> waiting = callers.submit(() -> connector.pull(MESSAGES, Mailroom.call()));
        await().until(() -> mailroom.imapLine().isHolding());

        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> connector.pull(MESSAGES, call(Duration.ofMillis(300))));

        assertEquals(ErrorCode.TIMED_OUT, failure.code());
        assertTrue(failure.getMessage().contains("pool.size"), failure::getMessage);
        mailroom.imapLine().release();
        assertEquals(1, waiting.get(20, TimeUnit.SECONDS).records().size());
    }

    @Test
    void givesUpAtTheDeadlineAndUsesAnotherConnectionThen() {
        EmailConnector connector = mailroom.connector();
        connector.pull(MESSAGES, Mailroom.call());
        mailroom.imapLine().hold();

        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> connector.pull(MESSAGES, call(Duration.ofMillis(300))));
        mailroom.imapLine().release();

        assertEquals(ErrorCode.TIMED_OUT, failure.code(), failure::getMessage);
        assertEquals(1, connector.pull(MESSAGES, Mailroom.call()).records().size());
    }

    @Test
    void anInterruptEndsACallThatWaitsForTheServer() throws Exception {
        EmailConnector connector = mailroom.connector();
        connector.pull(MESSAGES, Mailroom.call());
        mailroom.imapLine().hold();
        List<ConnectorException> failures = new ArrayList<>();
        Thread caller = new Thread(() ->
                failures.add(assertThrows(ConnectorException.class, () -> connector.pull(MESSAGES, Mailroom.call()))));
        caller.start();
        await().until(() -> mailroom.imapLine().isHolding());

        caller.interrupt();
        caller.join(TimeUnit.SECONDS.toMillis(10));

        assertEquals(ErrorCode.TIMED_OUT, failures.get(0).code(), failures.get(0)::getMessage);
        mailroom.imapLine().release();
        assertEquals(1, connector.pull(MESSAGES, Mailroom.call()).records().size());
    }

    @Test
    void closingEndsCallsThatWaitForTheServer() throws Exception {
        EmailConnector connector = mailroom.connector();
        connector.pull(MESSAGES, Mailroom.call());
        mailroom.imapLine().hold();
        Future<Page> waiting = callers.submit(() -> connector.pull(MESSAGES, Mailroom.call()));
        await().until(() -> mailroom.imapLine().isHolding());

        connector.close();

        ExecutionException failure = assertThrows(ExecutionException.class, () -> waiting.get(10, TimeUnit.SECONDS));
        assertEquals(ErrorCode.CONNECTOR_FAULT, ((ConnectorException) failure.getCause()).code());
        mailroom.imapLine().release();
    }

    @Test
    void readsThePasswordAtEachSignIn() {
        ContractContext context = ContractContext.of(Mailroom.ID, mailroom.settings(), Mailroom.SECRETS);
        try (Connector connector = new EmailConnectorFactory().create(context)) {
            context.rotate("password", "wrong-battery");
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> ((Source) connector).pull(MESSAGES, Mailroom.call()));
            assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());

            context.rotate("password", Mailroom.PASSWORD);
            assertEquals(
                    1,
                    ((Source) connector)
                            .pull(MESSAGES, Mailroom.call())
                            .records()
                            .size());
        }
    }

    private static ContractCall call(Duration timeout) {
        return ContractCall.of(Mailroom.ID, timeout);
    }
}
