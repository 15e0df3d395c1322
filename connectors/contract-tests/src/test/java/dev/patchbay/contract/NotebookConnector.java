package dev.patchbay.contract;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connector to a {@link Notebook}: sound, but for the faults that a test gives it. */
class NotebookConnector implements Source, Sink, Invoker {

    enum Fault {
        STARTS_A_THREAD_WHEN_IT_IS_MADE,
        LEAVES_A_THREAD,
        SHOWS_ITS_TOKEN,
        IGNORES_WRONG_CREDENTIALS,
        RETRIES_WRONG_CREDENTIALS,
        SERVES_AFTER_IT_WAS_CLOSED,
        PAGES_BY_NUMBER,
        LOSES_EQUAL_CHANGES,
        REPEATS_EQUAL_CHANGES,
        FORGETS_ITS_CHECKPOINT,
        TAKES_ANY_CURSOR,
        TAKES_ANY_RECORD_TYPE,
        REMEMBERS_THE_PAGE,
        ANNOUNCES_NOTHING,
        SWALLOWS_THE_DEADLINE,
        IS_NEVER_WELL,
        ASKS_FOR_AN_EMPTY_BATCH,
        TAKES_ANY_OPERATION,
        IS_NOT_THREAD_SAFE,
        GOES_ON_AFTER_A_LIMIT,
        TAKES_ANY_PAGE_FOR_NOTHING,
        MOVES_ON_WHEN_A_PAGE_FAILS,
        IS_WELL_WHATEVER_COMES,
        REPEATS_LOST_WRITES,
        CALLS_LOST_WRITES_UNAPPLIED,
        KEEPS_ITS_PAGES,
        KEEPS_WHAT_IT_READ,
        ENCODES_ITS_TOKEN,
        SHOWS_ITS_TOKEN_AS_TEXT,
        COUNTS_CHANGES,
        IGNORES_ITS_DEADLINE,
        CALLS_SILENCE_UNAVAILABLE,
        CALLS_A_HANGING_PUSH_UNAPPLIED
    }

    private final Notebook notebook;
    private final ConnectorContext context;
    private final Set<Fault> faults;
    private volatile boolean closed;
    private volatile String remembered = "";
    private volatile Thread user;
    private final List<List<ConnectorRecord>> kept = new CopyOnWriteArrayList<>();
    private final List<String> read = new CopyOnWriteArrayList<>();

    NotebookConnector(Notebook notebook, ConnectorContext context, Set<Fault> faults) {
        this.notebook = notebook;
        this.context = context;
        this.faults = faults;
        if (faults.contains(Fault.STARTS_A_THREAD_WHEN_IT_IS_MADE)) {
            notebook.linger();
        }
    }

    @Override
    public Health health(CallContext call) {
        try {
            ServiceFault met = enter(call);
            if (met != null && !faults.contains(Fault.IS_WELL_WHATEVER_COMES)) {
                throw failure(met, call);
            }
            return faults.contains(Fault.IS_NEVER_WELL)
                    ? Health.down("never well")
                    : Health.up("the notebook lies open");
        } catch (ConnectorException e) {
            return Health.down(e);
        }
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        boolean known = request.recordType().equals("notes") || faults.contains(Fault.TAKES_ANY_RECORD_TYPE);
        if (!known) {
            throw new ConnectorException(ErrorCode.UNSUPPORTED_CAPABILITY, "'" + request.recordType() + "' is unknown");
        }
        ServiceFault met = enter(call);
        if (met != null) {
            if (faults.contains(Fault.TAKES_ANY_PAGE_FOR_NOTHING)) {
                return Page.last(List.of());
            }
            if (!faults.contains(Fault.MOVES_ON_WHEN_A_PAGE_FAILS)) {
                throw failure(met, call);
            }
        }
        if (faults.contains(request.incremental() ? Fault.COUNTS_CHANGES : Fault.PAGES_BY_NUMBER)) {
            return byNumber(request);
        }
        List<Notebook.Note> notes = notebook.behind(start(request), request.incremental());
        long skipped = met == null ? 0 : 1;
        List<Notebook.Note> page =
                notes.stream().skip(skipped).limit(request.pageSize()).toList();
        boolean more = notes.size() > page.size() + skipped;
        String end = page.isEmpty() ? start(request) : cursor(page.get(page.size() - 1), request.incremental(), more);
        remembered = end;
        List<ConnectorRecord> records = page.stream().map(Notebook.Note::record).toList();
        if (faults.contains(Fault.KEEPS_ITS_PAGES)) {
            kept.add(records);
        }
        if (faults.contains(Fault.KEEPS_WHAT_IT_READ)) {
            records.forEach(each -> read.add(each.fields().toString()));
        }
        if (more) {
            return Page.of(records, "c" + end);
        }
        boolean checkpoint = request.incremental() && !faults.contains(Fault.FORGETS_ITS_CHECKPOINT);
        return checkpoint ? Page.last(records, "c" + end) : Page.last(records);
    }

    /** Position of the last note: its number, behind its time if that comes first. */
    private String cursor(Notebook.Note last, boolean incremental, boolean more) {
        if (!incremental) {
            return Notebook.place(0, last.number());
        }
        if (faults.contains(Fault.LOSES_EQUAL_CHANGES)) {
            return Notebook.place(last.time(), Long.MAX_VALUE);
        }
        return Notebook.place(
                faults.contains(Fault.REPEATS_EQUAL_CHANGES) && !more ? last.time() - 1 : last.time(), last.number());
    }

    private String start(PullRequest request) {
        if (faults.contains(Fault.REMEMBERS_THE_PAGE) && request.cursor().isPresent()) {
            return remembered;
        }
        String cursor = request.cursor().orElse("c" + Notebook.place(0, Long.MIN_VALUE));
        if (cursor.matches("c-?\\d+/-?\\d+")) {
            return cursor.substring(1);
        }
        if (faults.contains(Fault.TAKES_ANY_CURSOR)) {
            return Notebook.place(0, Long.MIN_VALUE);
        }
        throw new ConnectorException(ErrorCode.CURSOR_INVALID, "the cursor is foreign");
    }

    private Page byNumber(PullRequest request) {
        String text = request.cursor().orElse("0");
        if (!text.matches("\\d{1,4}")) {
            throw new ConnectorException(ErrorCode.CURSOR_INVALID, "the cursor is foreign");
        }
        List<Notebook.Note> all = notebook.behind(Notebook.place(0, Long.MIN_VALUE), request.incremental());
        int from = Math.min(all.size(), Integer.parseInt(text));
        int to = Math.min(all.size(), from + request.pageSize());
        List<ConnectorRecord> records =
                all.subList(from, to).stream().map(Notebook.Note::record).toList();
        return to < all.size() ? Page.of(records, String.valueOf(to)) : Page.last(records, String.valueOf(to));
    }

    @Override
    public PushResult push(List<ConnectorRecord> records, CallContext call) {
        ServiceFault met = null;
        if (!records.isEmpty() || faults.contains(Fault.ASKS_FOR_AN_EMPTY_BATCH)) {
            met = enter(call);
        }
        if (met == ServiceFault.LIMIT) {
            throw failure(met, call);
        }
        notebook.add(records.size());
        if (met != null) {
            if (faults.contains(Fault.REPEATS_LOST_WRITES)) {
                notebook.add(records.size());
            }
            throw lost(met, call);
        }
        return PushResult.accepted(records.size());
    }

    private ConnectorException lost(ServiceFault met, CallContext call) {
        boolean hangs = met == ServiceFault.HANG;
        ConnectorException failure = hangs
                ? failure(met, call)
                : new ConnectorException(ErrorCode.OUTCOME_UNKNOWN, "the answer of the notebook was lost");
        Fault wrong = hangs ? Fault.CALLS_A_HANGING_PUSH_UNAPPLIED : Fault.CALLS_LOST_WRITES_UNAPPLIED;
        return faults.contains(wrong) ? failure.unapplied() : failure;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.builder("count")
                .description("How many notes there are")
                .idempotent()
                .build());
    }

    @Override
    public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
        if (!operation.equals("count") && !faults.contains(Fault.TAKES_ANY_OPERATION)) {
            throw new ConnectorException(ErrorCode.UNSUPPORTED_CAPABILITY, "'" + operation + "' is unknown");
        }
        enter(call);
        return Map.of("count", notebook.size());
    }

    private ConnectorException failure(ServiceFault met, CallContext call) {
        if (met == ServiceFault.HANG) {
            notebook.hang(!faults.contains(Fault.IGNORES_ITS_DEADLINE));
            return faults.contains(Fault.CALLS_SILENCE_UNAVAILABLE)
                    ? new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "the notebook is closed")
                    : new ConnectorException(ErrorCode.TIMED_OUT, "the notebook has not answered in time");
        }
        if (met != ServiceFault.LIMIT) {
            return new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "the notebook is closed");
        }
        if (faults.contains(Fault.GOES_ON_AFTER_A_LIMIT)) {
            request(call);
        }
        return ConnectorException.rateLimited("the notebook wants rest", Duration.ofSeconds(30));
    }

    /** The fault that the visit has met; null if none. */
    private ServiceFault enter(CallContext call) {
        if (closed && !faults.contains(Fault.SERVES_AFTER_IT_WAS_CLOSED)) {
            throw new ConnectorException(ErrorCode.CONNECTOR_FAULT, "closed");
        }
        request(call);
        Secret token = context.secret("token");
        if (!token.reveal().equals(Notebook.TOKEN) && !faults.contains(Fault.IGNORES_WRONG_CREDENTIALS)) {
            for (int i = 0; i < 9 && faults.contains(Fault.RETRIES_WRONG_CREDENTIALS); i++) {
                request(call);
            }
            String shown = faults.contains(Fault.SHOWS_ITS_TOKEN) ? token.reveal() : token.toString();
            if (faults.contains(Fault.ENCODES_ITS_TOKEN)) {
                shown = Base64.getEncoder().encodeToString(("user:" + token.reveal()).getBytes(StandardCharsets.UTF_8));
            }
            throw new ConnectorException(ErrorCode.AUTHENTICATION_FAILED, "the token " + shown + " is not accepted");
        }
        if (faults.contains(Fault.IS_NOT_THREAD_SAFE)) {
            requireOneThread();
        }
        return notebook.fault();
    }

    private void requireOneThread() {
        Thread before = user;
        user = Thread.currentThread();
        if (before != null && before != user) {
            throw new IllegalStateException("entered by two threads");
        }
    }

    private void request(CallContext call) {
        if (faults.contains(Fault.ANNOUNCES_NOTHING)) {
            return;
        }
        try {
            call.request("GET", "/notes");
        } catch (ConnectorException e) {
            if (!faults.contains(Fault.SWALLOWS_THE_DEADLINE)) {
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return faults.contains(Fault.SHOWS_ITS_TOKEN_AS_TEXT) ? "notebook by " + token() : "notebook";
    }

    private String token() {
        return URLEncoder.encode(context.secret("token").reveal(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        if (faults.contains(Fault.LEAVES_A_THREAD)) {
            notebook.linger();
        }
    }
}
