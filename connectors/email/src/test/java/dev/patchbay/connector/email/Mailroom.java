package dev.patchbay.connector.email;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.imap.commands.IdRange;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A mail server of its own, with the mailbox of jane@example.com, and connectors to it. */
final class Mailroom implements AutoCloseable {
    static final InstanceId ID = InstanceId.parse("email~jane");
    static final String PASSWORD = "correct-horse-battery";
    static final Set<String> SECRETS = Set.of(
            "password",
            "access.token",
            "oauth2.client.secret",
            "oauth2.refresh.token",
            "smtp.password",
            "proxy.password",
            "tls.password");

    private final GreenMail server;
    private final GreenMailUser jane;
    private final List<EmailConnector> connectors = new ArrayList<>();
    private FaultyLine imapLine; // null if nothing stands between
    private FaultyLine smtpLine;

    private Mailroom(ServerSetup... protocols) {
        System.setProperty(
                DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY,
                LocalCertificate.keystore().toString());
        for (ServerSetup each : protocols) {
            each.setServerStartupTimeout(30_000);
        }
        server = new GreenMail(protocols);
        server.start();
        jane = server.setUser("jane@example.com", "jane", PASSWORD);
    }

    /** Reached over TLS. */
    static Mailroom open() {
        return new Mailroom(
                new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAPS),
                new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS));
    }

    /** Reached in clear. */
    static Mailroom unprotected() {
        return new Mailroom(
                new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAP),
                new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    }

    /** Reached in clear, over lines that can fail. */
    static Mailroom faulty() {
        Mailroom mailroom = unprotected();
        mailroom.imapLine = new FaultyLine(mailroom.server.getImap().getPort());
        mailroom.smtpLine = new FaultyLine(mailroom.server.getSmtp().getPort());
        return mailroom;
    }

    FaultyLine imapLine() {
        return imapLine;
    }

    FaultyLine smtpLine() {
        return smtpLine;
    }

    private int imapPort() {
        return imapLine == null ? server.getImap().getPort() : imapLine.port();
    }

    private int smtpPort() {
        return smtpLine == null ? server.getSmtp().getPort() : smtpLine.port();
    }

    /** Good settings, and others in the place of some. */
    Map<String, Object> settings(Object... others) {
        Map<String, Object> settings = new HashMap<>();
        if (server.getImaps() == null) {
            settings.put("url", "imap://localhost:" + imapPort());
            settings.put("smtp.url", "smtp://localhost:" + smtpPort());
            settings.put("starttls", "off");
        } else {
            settings.put("url", "imaps://localhost:" + server.getImaps().getPort());
            settings.put("smtp.url", "smtps://localhost:" + server.getSmtps().getPort());
            settings.put("tls.ca", LocalCertificate.authority().toString());
        }
        settings.put("user", "jane");
        settings.put("password", PASSWORD);
        settings.put("from", "Jane Doe <jane@example.com>");
        for (int i = 0; i < others.length; i += 2) {
            settings.put(others[i].toString(), others[i + 1]);
        }
        return settings;
    }

    EmailConnector connector(Object... others) {
        EmailConnector connector = connectorOf(settings(others));
        connectors.add(connector);
        return connector;
    }

    static EmailConnector connectorOf(Map<String, Object> settings) {
        return (EmailConnector) new EmailConnectorFactory().create(ContractContext.of(ID, settings, SECRETS));
    }

    static ContractCall call() {
        return ContractCall.of(ID, Duration.ofSeconds(20));
    }

    static List<ConnectorRecord> pullAll(EmailConnector connector, PullRequest request) {
        List<ConnectorRecord> records = new ArrayList<>();
        Page page = connector.pull(request, call());
        records.addAll(page.records());
        while (page.more()) {
            page = connector.pull(request.from(page.cursor().orElseThrow()), call());
            records.addAll(page.records());
        }
        return records;
    }

    /** Puts a mail into a folder of Jane's; its UID. */
    long store(String folder, String mail) {
        return store(folder, mail.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1), Instant.now());
    }

    long store(String folder, byte[] mail, Instant received) {
        try {
            return folder(folder)
                    .appendMessage(
                            new MimeMessage(null, new ByteArrayInputStream(mail)), new Flags(), Date.from(received));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String mail(String subject) {
        return "From: bob@example.org\nTo: jane@example.com\nSubject: " + subject + "\nMessage-ID: <"
                + subject.hashCode() + "@example.org>\n\nHello from " + subject + ".\n";
    }

    MailFolder folder(String name) {
        ImapHostManager hosts = server.getManagers().getImapHostManager();
        try {
            MailFolder folder = hosts.getFolder(jane, name);
            return folder == null ? hosts.createMailbox(jane, name) : folder;
        } catch (FolderException | AuthorizationException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete(String folder, List<Long> uids) {
        IdRange[] ranges = uids.stream().map(each -> new IdRange(each, each)).toArray(IdRange[]::new);
        MailFolder from = folder(folder);
        try {
            for (long each : uids) {
                from.setFlags(new Flags(Flags.Flag.DELETED), true, each, null, true);
            }
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
        from.expunge(ranges);
    }

    /** Makes a folder anew under its name, empty; another UIDVALIDITY tells it from the one before. */
    void renumber(String folder) {
        long before = folder(folder).getUidValidity();
        ImapHostManager hosts = server.getManagers().getImapHostManager();
        try {
            do {
                hosts.deleteMailbox(jane, folder);
            } while (folder(folder).getUidValidity() == before);
        } catch (FolderException | AuthorizationException e) {
            throw new IllegalStateException(e);
        }
    }

    String idOf(String folder, long uid) {
        return folder + ";UIDVALIDITY=" + folder(folder).getUidValidity() + ";UID=" + uid;
    }

    MimeMessage[] received() {
        return server.getReceivedMessages();
    }

    /** Ends the server, and the connections to it. */
    void stop() {
        server.stop();
    }

    @Override
    public void close() {
        connectors.forEach(EmailConnector::close);
        for (FaultyLine each : new FaultyLine[] {imapLine, smtpLine}) {
            if (each != null) {
                each.close();
            }
        }
        server.stop();
    }
}
