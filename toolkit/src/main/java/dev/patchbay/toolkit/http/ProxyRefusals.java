package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.Locale;

/** Sentences about proxies that want to know who asks (407). */
final class ProxyRefusals {
    private static final String DISABLED = "jdk.http.auth.tunneling.disabledSchemes";

    private ProxyRefusals() {}

    /** The service has seen nothing of the request, or has refused it. */
    static ConnectorException of(Answer answer) {
        String said = answer.proxy()
                .map(each -> "the proxy '" + each + "' on the way to " + answer.subject() + " does not let "
                        + answer.what() + " pass (407); " + remedy(answer))
                .orElseGet(() -> answer.subject() + " answers " + answer.what()
                        + " as a proxy does that wants to know who asks (407), and no proxy is set; see whether 'url' is"
                        + " right, and if a proxy is in between, set 'proxy', 'proxy.user' and 'proxy.password'");
        return new ConnectorException(ErrorCode.AUTHENTICATION_FAILED, said).unapplied();
    }

    private static String remedy(Answer answer) {
        if (!answer.hasProxyCredentials()) {
            return "set 'proxy.user' and 'proxy.password'";
        }
        return answer.origin().isSecure() && isDisabled()
                ? "it was shown no password, as the JVM has it on the way to https: start it with -D" + DISABLED
                        + "= (with nothing behind it)"
                : "correct 'proxy.user' and 'proxy.password'";
    }

    /** If nobody says otherwise the JDK leaves Basic out. */
    private static boolean isDisabled() {
        return System.getProperty(DISABLED, "Basic").toLowerCase(Locale.ROOT).contains("basic");
    }
}
