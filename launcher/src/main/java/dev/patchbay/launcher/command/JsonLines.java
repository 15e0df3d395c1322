package dev.patchbay.launcher.command;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;

/** Logback's JSON, with the time in UTC as people read it and the message as it was meant. */
final class JsonLines extends JsonEncoder {

    private final LogRedaction redaction;

    JsonLines(LogRedaction redaction) {
        this.redaction = redaction;
        setWithContext(false);
        setWithSequenceNumber(false);
        setWithNanoseconds(false);
        setWithMessage(false);
        setWithArguments(false);
        setWithFormattedMessage(true);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(super.encode(event), StandardCharsets.UTF_8);
        String clean = redaction.apply(line, event);
        return (clean.endsWith("\n") ? clean : "{\"message\":\"" + clean + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void appendCustomFields(StringBuilder line, ILoggingEvent event) {
        appendValueSeparator(line, true);
        appenderMember(line, "time", event.getInstant().toString());
    }
}
