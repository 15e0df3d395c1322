package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import jakarta.mail.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Sends mails, one after the other over one connection. Keeps nothing between calls. */
final class Outbox {
    private final Account account;

    Outbox(Account account) {
        this.account = account;
    }

    PushResult push(List<ConnectorRecord> records, CallContext call) {
        account.requireSmtp();
        if (records.isEmpty()) {
            return PushResult.accepted(0);
        }
        Batch batch = new Batch();
        SmtpLine line = null;
        try {
            for (int i = 0; i < records.size(); i++) {
                ConnectorRecord record = records.get(i);
                IdentifiedMessage mail;
                try {
                    mail = mail(record, i, call);
                } catch (ConnectorException e) {
                    batch.reject(i, e);
                    continue;
                }
                // Of a batch that cannot begin nothing was sent: the failure is that of the call.
                line = line == null ? SmtpLine.open(account, call) : line;
                try {
                    batch.accept(send(line, mail, call));
                } catch (ConnectorException e) {
                    batch.reject(i, e);
                    if (!isAboutRecord(e) || line.isLost()) {
                        batch.rejectRest(i + 1, records.size(), e);
                        break;
                    }
                }
            }
            return batch.result();
        } finally {
            if (line != null) {
                line.close();
            }
        }
    }

    /** Sends one mail; its Message-ID. */
    String send(Map<String, Object> fields, MessageId id, CallContext call) {
        account.requireSmtp();
        IdentifiedMessage mail = OutgoingMail.of(unconnected(), fields, account.from(), id);
        try (SmtpLine line = SmtpLine.open(account, call)) {
            return send(line, mail, call);
        }
    }

    private IdentifiedMessage mail(ConnectorRecord record, int index, CallContext call) {
        if (!record.type().equals(EmailConnector.MESSAGES)) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "'" + record.type() + "' cannot be pushed; push records of the type messages");
        }
        return OutgoingMail.of(unconnected(), record.fields(), account.from(), MessageId.of(record, index, call));
    }

    private static Session unconnected() {
        return Session.getInstance(new Properties());
    }

    private String send(SmtpLine line, IdentifiedMessage mail, CallContext call) {
        call.request("MAIL", account.requireSmtp().address());
        line.send(mail);
        return mail.id();
    }

    /** Whether the next mail may fare better: the server has looked at this one and said no. Who sets a limit is left alone. */
    private static boolean isAboutRecord(ConnectorException failure) {
        return switch (failure.code()) {
            case REMOTE_REJECTED, PERMISSION_DENIED, REMOTE_UNAVAILABLE -> true;
            default -> false;
        };
    }

    /** What became of the mails so far. */
    private static final class Batch {
        private final List<String> ids = new ArrayList<>();
        private final List<PushResult.Rejection> rejections = new ArrayList<>();
        private ConnectorException passing; // the first that is not the mail's own fault

        void accept(String id) {
            ids.add(id);
        }

        void reject(int index, ConnectorException failure) {
            rejections.add(PushResult.Rejection.of(index, failure.code(), failure.getMessage()));
            boolean own = failure.code() == ErrorCode.REMOTE_REJECTED || failure.code() == ErrorCode.INVALID_REQUEST;
            if (passing == null && !own) {
                passing = failure;
            }
        }

        void rejectRest(int from, int to, ConnectorException failure) {
            // Of the mails behind one whose fate nobody knows, it is known: they were not sent.
            ErrorCode code =
                    failure.code() == ErrorCode.OUTCOME_UNKNOWN ? ErrorCode.REMOTE_UNAVAILABLE : failure.code();
            for (int i = from; i < to; i++) {
                rejections.add(PushResult.Rejection.of(
                        i, code, "was not sent, since record " + (from - 1) + " failed: " + failure.getMessage()));
            }
        }

        /** @throws ConnectorException if no mail was sent, for a reason that is not the mails' own */
        PushResult result() {
            if (rejections.isEmpty()) {
                return PushResult.accepted(ids);
            }
            if (ids.isEmpty() && passing != null) {
                throw passing;
            }
            return PushResult.partly(ids.size(), rejections);
        }
    }
}
