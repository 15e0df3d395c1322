package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import dev.patchbay.toolkit.operation.OperationSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One mail account. Connections are opened when the first call needs one. */
final class EmailConnector implements Source, Sink, Invoker {
    static final String MESSAGES = "messages";
    static final String FOLDERS = "folders";

    private final Account account;
    private final ImapLines lines;
    private final MessagePull messages;
    private final FolderPull folders;
    private final Outbox outbox;
    private final OperationSet operations;

    EmailConnector(Account account) {
        this.account = account;
        this.lines = new ImapLines(account);
        this.messages = new MessagePull(account, lines);
        this.folders = new FolderPull(lines);
        this.outbox = new Outbox(account);
        this.operations = Operations.of(lines, outbox);
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        lines.requireOpen();
        return switch (request.recordType()) {
            case MESSAGES -> messages.page(request, call);
            case FOLDERS -> folders.page(request, call);
            default ->
                throw new ConnectorException(
                        ErrorCode.UNSUPPORTED_CAPABILITY,
                        "'" + request.recordType() + "' is no record type of an email connector; pull messages or"
                                + " folders");
        };
    }

    @Override
    public PushResult push(List<ConnectorRecord> records, CallContext call) {
        lines.requireOpen();
        return outbox.push(records, call);
    }

    @Override
    public List<Operation> operations() {
        return operations.all();
    }

    @Override
    public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
        lines.requireOpen();
        return operations.invoke(operation, arguments, call);
    }

    /** Signs in wherever calls would, and looks into the folder. */
    @Override
    public Health health(CallContext call) {
        try {
            lines.requireOpen();
            List<String> found = new ArrayList<>();
            account.imap().ifPresent(server -> {
                int messages = lines.run(call, session -> session.examine(account.folder()))
                        .messages();
                found.add("'" + server.address() + "' has " + messages + " messages in '" + account.folder() + "'");
            });
            account.smtp().ifPresent(server -> {
                SmtpLine.open(account, call).close();
                found.add("'" + server.address() + "' takes mail");
            });
            return Health.up(String.join(", ", found));
        } catch (ConnectorException e) {
            return Health.down(e);
        }
    }

    @Override
    public void close() {
        lines.close();
        account.reader().close();
        account.sender().close();
    }
}
