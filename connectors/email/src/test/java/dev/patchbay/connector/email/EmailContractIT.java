package dev.patchbay.connector.email;

import dev.patchbay.contract.ConnectorContract;
import dev.patchbay.contract.Invocation;
import dev.patchbay.contract.RandomText;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.ConnectorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The connector as the contract sees it, on a mail server over lines that can fail. */
class EmailContractIT extends ConnectorContract {
    private Mailroom mailroom;
    private int added;

    @BeforeEach
    void open() {
        mailroom = Mailroom.faulty();
    }

    @AfterEach
    void close() {
        mailroom.close();
    }

    @Override
    public String type() {
        return "email";
    }

    @Override
    public ConnectorFactory factory() {
        return new EmailConnectorFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return mailroom.settings();
    }

    @Override
    public Optional<Map<String, Object>> settingsWithWrongCredentials() {
        return Optional.of(mailroom.settings("password", "wrong-battery-staple"));
    }

    @Override
    public Set<String> secretKeys() {
        return Mailroom.SECRETS;
    }

    @Override
    public Optional<PullRequest> fullPull() {
        return Optional.of(PullRequest.of("messages"));
    }

    @Override
    public Optional<PullRequest> incrementalPull() {
        return fullPull();
    }

    @Override
    public List<String> add(int count) {
        return addLarge(count, 0);
    }

    @Override
    public List<String> addLarge(int count, int characters) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String mail = Mailroom.mail("number " + added++) + lines(characters);
            ids.add(mailroom.idOf("INBOX", mailroom.store("INBOX", mail)));
        }
        return ids;
    }

    /** No mail has longer ones than a thousand characters. */
    private static String lines(int characters) {
        return RandomText.of(characters).replaceAll("(.{500})", "$1\n");
    }

    @Override
    public boolean remove(String id) {
        mailroom.delete("INBOX", List.of(Long.valueOf(id.replaceAll(".*;UID=", ""))));
        return true;
    }

    @Override
    public List<ConnectorRecord> pushable(int count) {
        List<ConnectorRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(ConnectorRecord.builder("messages")
                    .field("to", "jane@example.com")
                    .field("subject", "pushed " + i)
                    .field("text", "Hello.")
                    .build());
        }
        return records;
    }

    @Override
    public boolean fail(ServiceFault fault) {
        // No mail server tells how long a limit lasts.
        if (fault == ServiceFault.LIMIT) {
            return false;
        }
        if (fault != ServiceFault.ANSWER_LOST) {
            mailroom.imapLine().meet(fault);
        }
        if (fault == ServiceFault.ANSWER_LOST || fault == ServiceFault.HANG) {
            mailroom.smtpLine().meet(fault);
        }
        return true;
    }

    @Override
    public Optional<Invocation> writing() {
        return Optional.of(
                new Invocation("send", Map.of("to", "jane@example.com", "subject", "sent", "text", "Hello.")));
    }

    @Override
    public int written() {
        return mailroom.received().length;
    }

    /** The server runs in the same process, with threads for each connection, which end when that does. */
    @Override
    public boolean isShared(Thread thread) {
        return thread.getName().contains("imap:")
                || thread.getName().contains("smtp:")
                || thread.getName().equals("faulty line");
    }
}
