package dev.patchbay.launcher.command;

import dev.patchbay.api.RedactedOutput;
import dev.patchbay.api.Redaction;
import dev.patchbay.model.InstanceId;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * A standard stream of the process without secrets: connectors and their libraries print there, too. Until the runtime has
 * its redaction, nobody knows a secret, and lines are passed on as they are.
 */
final class RedactedStream implements Redaction {
    private final PrintStream target;
    private final Charset charset;
    private volatile Redaction redaction;

    RedactedStream(PrintStream target, Charset charset) {
        this.target = target;
        this.charset = charset;
    }

    void use(Redaction present) {
        redaction = present;
    }

    PrintStream printing() {
        return new PrintStream(new RedactedOutput(target, charset, this), false, charset);
    }

    @Override
    public String redact(String text) {
        Redaction present = redaction;
        return present == null ? text : present.redact(text);
    }

    @Override
    public String redact(String text, InstanceId about) {
        Redaction present = redaction;
        return present == null ? text : present.redact(text, about);
    }
}
