package dev.patchbay.toolkit.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hosts that need no proxy, as {@code NO_PROXY} has them: {@code example.com} with all names below it, {@code .example.com}
 * with these only, addresses, networks such as {@code 10.0.0.0/8}, each perhaps with a port, or {@code *}. Immutable.
 */
final class DirectHosts {
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final List<String> rules;

    private DirectHosts(List<String> rules) {
        this.rules = rules;
    }

    static DirectHosts of(String text) {
        return new DirectHosts(Stream.of(text.split("[,\\s]+"))
                .filter(each -> !each.isEmpty())
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList());
    }

    boolean contain(Origin origin) {
        for (String each : rules) {
            if (matches(each, origin.host(), origin.port())) {
                return true;
            }
        }
        return false;
    }

    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private static boolean matches(String rule, String host, int port) {
        if (rule.equals("*")) {
            return true;
        }
        int colon = rule.indexOf(':');
        if (colon > 0 && colon == rule.lastIndexOf(':')) {
            return rule.substring(colon + 1).equals(String.valueOf(port))
                    && matches(rule.substring(0, colon), host, port);
        }
        if (rule.contains("/")) {
            return isIn(host, rule);
        }
        String domain = rule.startsWith("*.") ? rule.substring(1) : rule;
        return domain.startsWith(".") ? host.endsWith(domain) : host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean isIn(String host, String network) {
        int slash = network.indexOf('/');
        Optional<InetAddress> base = address(network.substring(0, slash));
        String bits = network.substring(slash + 1);
        Optional<InetAddress> address = address(host);
        if (base.isEmpty() || address.isEmpty() || !bits.matches("\\d{1,3}")) {
            return false;
        }
        int rest = base.get().getAddress().length * 8 - Integer.parseInt(bits);
        return base.get().getAddress().length == address.get().getAddress().length
                && rest >= 0
                && number(base.get())
                        .shiftRight(rest)
                        .equals(number(address.get()).shiftRight(rest));
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    /** Of digits only: a name is not looked up. */
    private static Optional<InetAddress> address(String host) {
        String plain = host.startsWith("[") ? host.replaceAll("[\\[\\]]", "") : host;
        if (!ADDRESS.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(plain));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
