package dev.patchbay.contract;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A connector that leaves most to a sound one, and does one thing wrong that is not seen at first sight. */
final class FlawedConnector implements Source, Sink, Invoker {

    enum Flaw {
        NONE,
        CALLS_HALF_A_BATCH_UNAPPLIED,
        TAKES_ANY_ANSWER_TO_A_PUSH_FOR_SUCCESS,
        ACCEPTS_AND_WRITES_NOTHING,
        ANNOUNCES_ONE_REQUEST_OF_MANY,
        GOES_ON_UNANNOUNCED_AT_A_LIMIT,
        PUSHES_AFTER_CLOSE,
        INVOKES_AFTER_CLOSE,
        IS_WELL_AFTER_CLOSE,
        LEAVES_A_THREAD_OF_A_PUSH,
        LEAVES_A_THREAD_WHEN_IT_IS_REFUSED,
        SHOWS_ITS_TOKEN_IN_CURSORS,
        TAKES_A_SHORT_PAGE_FOR_THE_LAST,
        TAKES_ANY_CURSOR_OF_CHANGES,
        ENDS_CHANGES_WHEN_A_PAGE_FAILS,
        LEAVES_OUT_WHAT_IT_CANNOT_LOOK_UP,
        READS_ALL_FOR_EACH_PAGE,
        CALLS_WRONG_CREDENTIALS_A_NETWORK_FAILURE,
        IS_WELL_AT_A_LIMIT,
        IS_NOT_AS_IDEMPOTENT_AS_IT_SAYS,
        REPEATS_LOST_OPERATIONS,
        CALLS_A_REFUSED_OPERATION_DONE
    }

    private static final int LARGEST_PAGE = 100;

    private final NotebookConnector sound;
    private final Notebook notebook;
    private final ConnectorContext context;
    private final Flaw flaw;
    private volatile boolean closed;
    /** So that nobody can see that what is in it is not needed. */
    private volatile List<ConnectorRecord> read = List.of();

    FlawedConnector(Notebook notebook, ConnectorContext context, Flaw flaw) {
        this.sound = new NotebookConnector(notebook, context, Set.of());
        this.notebook = notebook;
        this.context = context;
        this.flaw = flaw;
    }

    @Override
    public Health health(CallContext call) {
        if (closed && flaw == Flaw.IS_WELL_AFTER_CLOSE) {
            return Health.up("always");
        }
        Health health = sound.health(call);
        boolean refused = health.cause().equals(Optional.of(FailureCause.AUTHENTICATION));
        if (refused && flaw == Flaw.LEAVES_A_THREAD_WHEN_IT_IS_REFUSED) {
            notebook.linger();
        }
        if (refused && flaw == Flaw.CALLS_WRONG_CREDENTIALS_A_NETWORK_FAILURE) {
            return Health.down("the notebook cannot be reached").causedBy(FailureCause.UNREACHABLE);
        }
        boolean limited = health.cause().equals(Optional.of(FailureCause.QUOTA));
        return limited && flaw == Flaw.IS_WELL_AT_A_LIMIT ? Health.up("it answers") : health;
    }

    @Override
    public Page pull(PullRequest asked, CallContext call) {
        PullRequest request = plain(asked);
        return switch (flaw) {
            case ANNOUNCES_ONE_REQUEST_OF_MANY -> {
                notebook.fault();
                yield sound.pull(request, call);
            }
            case GOES_ON_UNANNOUNCED_AT_A_LIMIT -> goingOn(request, call);
            case SHOWS_ITS_TOKEN_IN_CURSORS -> shown(sound.pull(request, call));
            case TAKES_A_SHORT_PAGE_FOR_THE_LAST -> shortened(request, call);
            case ENDS_CHANGES_WHEN_A_PAGE_FAILS ->
                request.incremental() ? ended(request, call) : sound.pull(request, call);
            case LEAVES_OUT_WHAT_IT_CANNOT_LOOK_UP -> lookedUp(sound.pull(request, call), call);
            case READS_ALL_FOR_EACH_PAGE -> {
                read = notebook.behind(Notebook.place(0, Long.MIN_VALUE), false).stream()
                        .map(Notebook.Note::record)
                        .toList();
                Page page = sound.pull(request, call);
                read = List.of();
                yield page;
            }
            default -> sound.pull(request, call);
        };
    }

    /** With the cursor as the sound one knows it. */
    private PullRequest plain(PullRequest request) {
        if (request.cursor().isEmpty()) {
            return request;
        }
        String cursor = request.cursor().orElseThrow();
        if (flaw == Flaw.SHOWS_ITS_TOKEN_IN_CURSORS && cursor.contains("&token=")) {
            return request.from(cursor.substring(0, cursor.indexOf("&token=")));
        }
        boolean foreign = !cursor.matches("c-?\\d+/-?\\d+");
        return foreign && request.incremental() && flaw == Flaw.TAKES_ANY_CURSOR_OF_CHANGES
                ? request.from("c0/0")
                : request;
    }

    private Page goingOn(PullRequest request, CallContext call) {
        try {
            return sound.pull(request, call);
        } catch (ConnectorException failure) {
            notebook.fault();
            throw failure;
        }
    }

    private Page shown(Page page) {
        String token = "&token=" + context.secret("token").reveal();
        return page.more() ? Page.of(page.records(), page.cursor().orElseThrow() + token) : page;
    }

    private Page shortened(PullRequest request, CallContext call) {
        int size = Math.min(LARGEST_PAGE, request.pageSize());
        Page page = sound.pull(request.toBuilder().pageSize(size).build(), call);
        return page.records().size() < request.pageSize() && !request.incremental() ? Page.last(page.records()) : page;
    }

    private Page ended(PullRequest request, CallContext call) {
        try {
            return sound.pull(request, call);
        } catch (ConnectorException failure) {
            if (failure.code() == ErrorCode.CURSOR_INVALID || request.cursor().isEmpty()) {
                throw failure;
            }
            return Page.last(List.of(), request.cursor().orElseThrow());
        }
    }

    private Page lookedUp(Page page, CallContext call) {
        List<ConnectorRecord> found = new ArrayList<>();
        for (ConnectorRecord each : page.records()) {
            call.request("GET", "/notes/" + each.id().orElseThrow());
            if (notebook.fault() == null) {
                found.add(each);
            }
        }
        return page.more()
                ? Page.of(found, page.cursor().orElseThrow())
                : page.cursor().map(each -> Page.last(found, each)).orElseGet(() -> Page.last(found));
    }

    @Override
    public PushResult push(List<ConnectorRecord> records, CallContext call) {
        if (closed && flaw == Flaw.PUSHES_AFTER_CLOSE) {
            return PushResult.accepted(records.size());
        }
        return switch (flaw) {
            case CALLS_HALF_A_BATCH_UNAPPLIED -> oneByOne(records, call);
            case TAKES_ANY_ANSWER_TO_A_PUSH_FOR_SUCCESS -> answered(records, call);
            case ACCEPTS_AND_WRITES_NOTHING -> PushResult.accepted(records.size());
            case LEAVES_A_THREAD_OF_A_PUSH -> {
                notebook.linger();
                yield sound.push(records, call);
            }
            default -> sound.push(records, call);
        };
    }

    private PushResult oneByOne(List<ConnectorRecord> records, CallContext call) {
        for (int i = 0; i < records.size(); i++) {
            if (i == 0) {
                call.request("POST", "/notes");
            }
            if (notebook.fault() != null) {
                throw ConnectorException.rateLimited("the notebook wants rest", Duration.ofSeconds(30));
            }
            notebook.add(1);
        }
        return PushResult.accepted(records.size());
    }

    private PushResult answered(List<ConnectorRecord> records, CallContext call) {
        call.request("POST", "/notes");
        if (notebook.fault() != ServiceFault.SIGN_IN_PAGE) {
            notebook.add(records.size());
        }
        return PushResult.accepted(records.size());
    }

    @Override
    public boolean idempotent() {
        return flaw == Flaw.IS_NOT_AS_IDEMPOTENT_AS_IT_SAYS;
    }

    @Override
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>(sound.operations());
        operations.add(Operation.builder("write").description("Writes a note").build());
        return operations;
    }

    @Override
    public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
        if (!operation.equals("write")) {
            return sound.invoke(operation, arguments, call);
        }
        if (closed && flaw == Flaw.INVOKES_AFTER_CLOSE) {
            return Map.of();
        }
        try {
            sound.push(List.of(ConnectorRecord.of("notes", Map.of())), call);
        } catch (ConnectorException failure) {
            if (flaw == Flaw.REPEATS_LOST_OPERATIONS && failure.code() == ErrorCode.OUTCOME_UNKNOWN) {
                sound.push(List.of(ConnectorRecord.of("notes", Map.of())), call);
            }
            if (flaw == Flaw.CALLS_A_REFUSED_OPERATION_DONE && failure.code() == ErrorCode.RATE_LIMITED) {
                return Map.of();
            }
            throw failure;
        }
        return Map.of();
    }

    @Override
    public void close() {
        closed = true;
        sound.close();
    }
}
