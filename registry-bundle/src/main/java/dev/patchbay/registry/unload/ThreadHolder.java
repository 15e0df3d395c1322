package dev.patchbay.registry.unload;

import java.util.Arrays;
import java.util.Optional;

/** Whether a thread holds a class loader, and by what. */
final class ThreadHolder {
    private static final String END_IT = "end that thread in close()";

    private ThreadHolder() {}

    static Optional<Holder> find(
            Thread thread, StackTraceElement[] stack, ClassLoader loader, LoaderPackages packages) {
        Optional<StackTraceElement> frame =
                Arrays.stream(stack).filter(packages::contain).findFirst();
        if (frame.isPresent()) {
            return Optional.of(new Holder(name(thread) + ", now in " + place(frame.get()), END_IT, false));
        }
        if (thread.getClass().getClassLoader() == loader) {
            return Optional.of(new Holder(
                    name(thread) + " of its class " + thread.getClass().getName(), END_IT, false));
        }
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
        if (handler != null && handler.getClass().getClassLoader() == loader) {
            return Optional.of(new Holder(
                    name(thread) + " by its handler " + handler.getClass().getName(), END_IT, false));
        }
        return thread.getContextClassLoader() == loader ? Optional.of(inherited(thread)) : Optional.empty();
    }

    /** It was made while code of the bundle ran, and is at rest in code of the JDK. */
    private static Holder inherited(Thread thread) {
        if (thread.getClass().getName().equals("java.util.TimerThread")) {
            return new Holder("timer " + name(thread), "cancel that Timer in close()", false);
        }
        if (thread.getName().startsWith("HttpClient-")) {
            // Before Java 21 such a client cannot be closed, and goes when it is found that nobody has it.
            return new Holder(
                    name(thread) + " of a java.net.http.HttpClient",
                    "close that client in close(), or on Java before 21 drop it and end its executor",
                    true);
        }
        return new Holder(name(thread) + ", which it has started,", END_IT, false);
    }

    private static String name(Thread thread) {
        return "thread '" + thread.getName() + "'";
    }

    private static String place(StackTraceElement frame) {
        String line = frame.getFileName() == null ? "" : " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
        return frame.getClassName() + "." + frame.getMethodName() + line + ",";
    }
}
