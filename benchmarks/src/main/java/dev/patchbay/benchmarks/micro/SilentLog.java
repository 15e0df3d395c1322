package dev.patchbay.benchmarks.micro;

import org.identityconnectors.common.logging.Log;
import org.identityconnectors.common.logging.LogSpi;

/** ConnId writes two lines for each call unless its log says that nobody wants them. */
public final class SilentLog implements LogSpi {

    @Override
    public void log(Class<?> from, String method, Log.Level level, String message, Throwable thrown) {}

    @Override
    public void log(Class<?> from, StackTraceElement caller, Log.Level level, String message, Throwable thrown) {}

    @Override
    public boolean isLoggable(Class<?> from, Log.Level level) {
        return false;
    }

    @Override
    public boolean needToInferCaller(Class<?> from, Log.Level level) {
        return false;
    }
}
