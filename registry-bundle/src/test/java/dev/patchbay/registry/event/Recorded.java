package dev.patchbay.registry.event;

import dev.patchbay.api.CallAttempt;
import dev.patchbay.api.CallEnd;
import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallListener;
import dev.patchbay.api.CallRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that writes down whatever it is told; health checks, which come by themselves, only on request. */
public final class Recorded implements CallListener {
    public final List<CallFacts> starts = new CopyOnWriteArrayList<>();
    public final List<CallAttempt> attempts = new CopyOnWriteArrayList<>();
    public final List<CallRequest> requests = new CopyOnWriteArrayList<>();
    public final List<CallEnd> ends = new CopyOnWriteArrayList<>();
    public final List<CallFacts> ended = new CopyOnWriteArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final boolean withChecks;

    public Recorded() {
        this(false);
    }

    public Recorded(boolean withChecks) {
        this.withChecks = withChecks;
    }

    @Override
    public void started(CallFacts call) {
        if (!withChecks && call.operation().equals("health")) {
            return;
        }
        starts.add(call);
        note("started " + call.operation());
    }

    @Override
    public void attempted(CallFacts call, CallAttempt attempt) {
        if (!withChecks && call.operation().equals("health")) {
            return;
        }
        attempts.add(attempt);
        note("attempt " + attempt.number());
    }

    @Override
    public void requested(CallFacts call, CallRequest request) {
        if (!withChecks && call.operation().equals("health")) {
            return;
        }
        requests.add(request);
        note("request " + request.method() + " " + request.endpoint());
    }

    @Override
    public void ended(CallFacts call, CallEnd end) {
        if (!withChecks && call.operation().equals("health")) {
            return;
        }
        ended.add(call);
        note("ended " + end.outcome());
        ends.add(end);
    }

    /** What was told, in order. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** By which threads, once for each line. */
    public List<Thread> threads() {
        return threads;
    }

    private synchronized void note(String line) {
        lines.add(line);
        threads.add(Thread.currentThread());
    }
}
