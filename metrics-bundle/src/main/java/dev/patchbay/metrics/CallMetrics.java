package dev.patchbay.metrics;

import dev.patchbay.api.CallAttempt;
import dev.patchbay.api.CallEnd;
import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallListener;
import dev.patchbay.api.CallOutcome;
import dev.patchbay.api.CallRequest;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Counts calls as they are told, under the tenant on whose behalf each is made. Is told on a thread of its own, so that
 * nothing of this happens in a call; {@link #snapshots} may come from any thread.
 */
@Component(
        service = {CallListener.class, CallMetrics.class},
        immediate = true)
public final class CallMetrics implements CallListener {
    static final String TYPE = "type";
    static final String INSTANCE = "instance";
    static final String TENANT = "tenant";

    /** Of each metric; a page of them is some megabytes then. */
    private static final int MOST_SERIES = 10_000;
    /** A histogram has a dozen lines for each. */
    private static final int MOST_HISTOGRAMS = 2_000;

    private static final String CODE = "code";
    private static final String OPERATION = "operation";

    private final OperationLabels operations = new OperationLabels();
    private final KnownNames methods = new KnownNames("[A-Za-z]{1,16}", 20);
    private final Series<AtomicLong> calls;
    private final Series<Durations> durations;
    private final Series<AtomicLong> attempts;
    private final Series<AtomicLong> retries;
    private final Series<AtomicLong> requests;
    private final Series<AtomicLong> records;
    private final AtomicLong lost = new AtomicLong();
    private final Departures departures = new Departures();
    private final LongSupplier clock;

    @Activate
    public CallMetrics() {
        this(MOST_SERIES, MOST_HISTOGRAMS, System::nanoTime);
    }

    CallMetrics(int mostSeries, int mostHistograms, LongSupplier clock) {
        this.clock = clock;
        this.calls =
                new Series<>(mostSeries, 2, AtomicLong::new, clock, TYPE, INSTANCE, TENANT, OPERATION, "outcome", CODE);
        this.durations = new Series<>(mostHistograms, 1, Durations::new, clock, TYPE, INSTANCE, OPERATION);
        this.attempts = new Series<>(mostSeries, 1, AtomicLong::new, clock, TYPE, INSTANCE, TENANT, CODE);
        this.retries = new Series<>(mostSeries, 0, AtomicLong::new, clock, TYPE, INSTANCE, TENANT);
        this.requests = new Series<>(mostSeries, 0, AtomicLong::new, clock, TYPE, INSTANCE, TENANT, "method");
        this.records = new Series<>(mostSeries, 1, AtomicLong::new, clock, TYPE, INSTANCE, TENANT, "direction");
    }

    @Override
    public void attempted(CallFacts call, CallAttempt attempt) {
        InstanceId id = call.id();
        String instance = id.toString();
        attempts.at(id.type(), instance, call.tenant(), code(attempt.error())).incrementAndGet();
        if (attempt.retryIn().isPresent()) {
            retries.at(id.type(), instance, call.tenant()).incrementAndGet();
        }
    }

    @Override
    public void requested(CallFacts call, CallRequest request) {
        InstanceId id = call.id();
        String method = methods.learned(id.type(), request.method());
        requests.at(id.type(), id.toString(), call.tenant(), method).incrementAndGet();
    }

    @Override
    public void ended(CallFacts call, CallEnd end) {
        InstanceId id = call.id();
        String instance = id.toString();
        boolean succeeded = end.outcome() == CallOutcome.SUCCESS;
        String operation = operations.of(instance, call.operation(), succeeded);
        calls.at(id.type(), instance, call.tenant(), operation, end.outcome().name(), code(end.error()))
                .incrementAndGet();
        String kind = OperationLabels.kind(call.operation());
        if (end.attempts() > 0) {
            durations.at(id.type(), instance, kind).add(end.took());
        }
        if (end.records() > 0) {
            records.at(id.type(), instance, call.tenant(), kind.equals("push") ? "out" : "in")
                    .addAndGet(end.records());
        }
    }

    @Override
    public void missed(long events) {
        lost.addAndGet(events);
    }

    /** Lets go of what is counted for those who have gone. */
    void forgetAllBut(List<InstanceStatus> present) {
        Departure departure = departures.since(present, clock.getAsLong());
        List.of(calls, durations, attempts, retries, requests, records).forEach(each -> each.forgetIf(departure));
        operations.keep(calls);
    }

    List<MetricSnapshot> snapshots() {
        return List.of(
                Snapshots.counter("patchbay_calls", "Calls that have ended, by how.", calls),
                Snapshots.histogram(
                        "patchbay_call_duration_seconds",
                        "How long calls took that reached a connector, waits and retries included.",
                        durations),
                Snapshots.counter("patchbay_call_attempts", "Attempts of calls, by their failure, if any.", attempts),
                Snapshots.counter(
                        "patchbay_call_retries", "Attempts that failed and were followed by another.", retries),
                Snapshots.counter("patchbay_requests", "Requests that connectors have announced.", requests),
                Snapshots.counter("patchbay_records", "Records pulled or received (in), or pushed (out).", records),
                Snapshots.counter(
                        "patchbay_call_events_lost",
                        "Events of calls that came faster than they could be counted: so much is missing elsewhere.",
                        lost.get()));
    }

    private static String code(Optional<ErrorCode> error) {
        return error.map(ErrorCode::name).orElse("");
    }
}
