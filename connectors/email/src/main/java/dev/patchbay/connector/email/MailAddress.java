package dev.patchbay.connector.email;

import jakarta.mail.Address;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Addresses as records have them: {@code {address, name}}, or text as it stands in a mail. */
final class MailAddress {
    private MailAddress() {}

    /** The addresses of a text, with commas between them. */
    static List<InternetAddress> parse(String text) throws AddressException {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new AddressException("a line break");
        }
        List<InternetAddress> addresses = Arrays.asList(InternetAddress.parse(text, true));
        for (InternetAddress each : addresses) {
            each.validate();
            named(each, each.getPersonal());
        }
        return addresses;
    }

    /** The addresses of a field: nothing, a text, a map, or a list of these. */
    static List<InternetAddress> of(Object value) throws AddressException {
        if (value == null) {
            return List.of();
        }
        List<InternetAddress> addresses = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object each : list) {
                addresses.addAll(of(each));
            }
        } else if (value instanceof Map<?, ?> map) {
            for (InternetAddress each : parse(String.valueOf(map.get("address")))) {
                Object name = map.get("name");
                if (name != null && name.toString().matches("(?s).*[\\r\\n].*")) {
                    throw new AddressException("a line break");
                }
                addresses.add(named(each, name == null ? null : name.toString()));
            }
        } else {
            addresses.addAll(parse(value.toString()));
        }
        return addresses;
    }

    static Map<String, Object> toField(Address address) {
        Map<String, Object> field = new LinkedHashMap<>();
        if (address instanceof InternetAddress internet) {
            field.put("address", internet.getAddress());
            field.put("name", internet.getPersonal());
        } else {
            field.put("address", address.toString());
            field.put("name", null);
        }
        return field;
    }

    private static InternetAddress named(InternetAddress address, String name) throws AddressException {
        try {
            address.setPersonal(name, StandardCharsets.UTF_8.name());
            return address;
        } catch (UnsupportedEncodingException e) {
            throw new AddressException(e.getMessage());
        }
    }
}
