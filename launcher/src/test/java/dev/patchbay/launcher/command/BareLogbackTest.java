package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;

class BareLogbackTest {

    @Test
    void startsWithoutAnyAppender() {
        LoggerContext context = context(new BareLogback());

        assertTrue(context.isStarted());
        assertFalse(context.getLogger(Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .hasNext());
    }

    @Test
    void logsTheContextThatCallersSet() {
        BareLogback provider = new BareLogback();
        LoggerContext context = context(provider);
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(seen);
        provider.getMDCAdapter().put("instance", "github~europe");

        context.getLogger("somewhere").info("something");

        assertEquals("github~europe", seen.list.get(0).getMDCPropertyMap().get("instance"));
    }

    private static LoggerContext context(BareLogback provider) {
        provider.initialize();
        LoggerContext context = (LoggerContext) provider.getLoggerFactory();
        assertSame(provider.getMDCAdapter(), context.getMDCAdapter());
        return context;
    }
}
