package dev.patchbay.contract;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Which request of a {@link PlayedService} meets which fault, and what it gets then. */
final class PlayedFaults {
    private final CountDownLatch end = new CountDownLatch(1);
    /** Guarded by this, as all that follows. */
    private final Map<ServiceFault, Answer> said = new EnumMap<>(ServiceFault.class);

    private Predicate<Received> spared = request -> false;
    private int unharmed;
    private ServiceFault next; // null if none

    PlayedFaults() {
        String refusal = "{\"message\": \"%s\"}";
        said.put(ServiceFault.UNAVAILABLE, Answer.json(503, refusal.formatted("down for maintenance")));
        said.put(
                ServiceFault.LIMIT,
                Answer.json(429, refusal.formatted("too many requests")).header("Retry-After", "30"));
        said.put(ServiceFault.TOKEN_EXPIRED, Answer.json(401, refusal.formatted("the token has expired")));
        said.put(ServiceFault.SIGN_IN_PAGE, Answer.html(200, "<!DOCTYPE html><title>Sign in</title>"));
        said.put(ServiceFault.CONNECTION_LOST, Answer.broken());
    }

    synchronized void next(int requests, ServiceFault fault) {
        unharmed = requests;
        next = fault;
    }

    synchronized void say(ServiceFault fault, Answer answer) {
        said.put(fault, answer);
    }

    synchronized void spare(Predicate<Received> requests) {
        spared = requests;
    }

    /** Ends what hangs. */
    void release() {
        end.countDown();
    }

    Answer answer(Received request, PlayedService.Script script) {
        ServiceFault met = meet(request);
        if (met == null) {
            return script.answer(request);
        }
        Answer instead = said(met);
        if (instead != null) {
            return instead;
        }
        return switch (met) {
            case HALF_DOCUMENT -> script.answer(request).half();
            case ANSWER_LOST -> {
                script.answer(request);
                yield Answer.lost();
            }
            default -> {
                // A write as far as can be: whoever waits in vain does not know.
                script.answer(request);
                hang();
                yield Answer.lost();
            }
        };
    }

    private synchronized Answer said(ServiceFault fault) {
        return said.get(fault);
    }

    /** Null if the request meets none. */
    private synchronized ServiceFault meet(Received request) {
        if (next == null || spared.test(request) || next == ServiceFault.ANSWER_LOST && !request.isWrite()) {
            return null;
        }
        if (unharmed > 0) {
            unharmed--;
            return null;
        }
        ServiceFault met = next;
        next = null;
        return met;
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
