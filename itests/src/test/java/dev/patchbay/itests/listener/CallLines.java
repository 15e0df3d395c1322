package dev.patchbay.itests.listener;

import dev.patchbay.api.CallEnd;
import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallListener;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;

/** A component of a bundle that hears of every call; asked, it says what it was told, a line for each call. */
@Component(
        service = {CallListener.class, Callable.class},
        property = "listener=lines")
public final class CallLines implements CallListener, Callable<List<String>> {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void ended(CallFacts call, CallEnd end) {
        lines.add(call.id() + " " + call.operation() + " " + end.outcome() + " of "
                + Thread.currentThread().getContextClassLoader().equals(CallLines.class.getClassLoader()));
    }

    @Override
    public List<String> call() {
        return List.copyOf(lines);
    }
}
