package dev.patchbay.registry.unload;

import java.util.Collection;
import java.util.List;

/** What is left to say of classes that a garbage collection has not taken, though no thread and no bean shows why. */
final class UnseenHolder {
    private static final int MOST_NAMED = 3;

    private UnseenHolder() {}

    /**
     * From Java 21 on the threads of a client tell nothing of who made it, so that they are named as possible.
     *
     * @param threads that may be anybody's
     */
    static Holder among(Collection<Thread> threads) {
        List<String> clients = threads.stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("HttpClient-") && name.endsWith("-SelectorManager"))
                .sorted()
                .limit(MOST_NAMED)
                .map(name -> "'" + name + "'")
                .toList();
        String perhaps = clients.isEmpty()
                ? ""
                : ", perhaps a java.net.http.HttpClient (of those that run: " + String.join(", ", clients) + "),";
        return new Holder(
                "something that no thread shows" + perhaps,
                "close its clients, remove its shutdown hooks and leave nothing in static fields of others in close()",
                true);
    }
}
