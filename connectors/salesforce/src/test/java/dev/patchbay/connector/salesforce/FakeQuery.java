package dev.patchbay.connector.salesforce;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of SOQL as the connector writes: a place to go on behind, a name, an order and a limit. */
record FakeQuery(List<String> fields, String object, String where, String order, int limit) {
    private static final Pattern FORM = Pattern.compile(
            "SELECT (.+?) FROM (\\S+)(?: WHERE (.+?))?(?: ORDER BY ([\\w, ]+?))?(?: LIMIT (\\d+))?", Pattern.DOTALL);
    private static final Pattern CHANGED = Pattern.compile("SystemModstamp > (\\S+)");
    private static final Pattern ID = Pattern.compile("Id > '(\\w+)'");
    private static final Pattern NAME = Pattern.compile("Name = '((?:[^'\\\\]|\\\\.)*)'");

    static FakeQuery parse(String soql) {
        Matcher parts = FORM.matcher(soql);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not understood: " + soql);
        }
        return new FakeQuery(
                List.of(parts.group(1).split(" *, *")),
                parts.group(2),
                parts.group(3) == null ? "" : parts.group(3),
                parts.group(4) == null ? "" : parts.group(4),
                parts.group(5) == null ? Integer.MAX_VALUE : Integer.parseInt(parts.group(5)));
    }

    List<Map<String, Object>> run(List<Map<String, Object>> all) {
        Comparator<Map<String, Object>> byId = Comparator.comparing(each -> String.valueOf(each.get("Id")));
        Comparator<Map<String, Object>> byChange = Comparator.comparing(FakeQuery::changed);
        return all.stream()
                .filter(this::isMeant)
                .sorted(order.startsWith("SystemModstamp") ? byChange.thenComparing(byId) : byId)
                .limit(limit)
                .map(this::selected)
                .toList();
    }

    boolean hasAllFields() {
        return fields.equals(List.of("FIELDS(ALL)"));
    }

    private boolean isMeant(Map<String, Object> row) {
        Matcher name = NAME.matcher(where);
        if (name.find() && !name.group(1).replaceAll("\\\\(.)", "$1").equals(row.get("Name"))) {
            return false;
        }
        Matcher id = ID.matcher(where);
        boolean behind = !id.find() || String.valueOf(row.get("Id")).compareTo(id.group(1)) > 0;
        Matcher changed = CHANGED.matcher(where);
        if (!changed.find()) {
            return behind;
        }
        int order = changed(row).compareTo(changed.group(1));
        return order > 0 || order == 0 && behind;
    }

    private static String changed(Map<String, Object> row) {
        return String.valueOf(row.get("SystemModstamp")).replace(".000+0000", "Z");
    }

    private Map<String, Object> selected(Map<String, Object> row) {
        Map<String, Object> selected = new LinkedHashMap<>();
        selected.put(
                "attributes", Map.of("type", object, "url", "/services/data/v62.0/sobjects/Account/" + row.get("Id")));
        if (hasAllFields()) {
            selected.putAll(row);
        } else {
            fields.forEach(each -> selected.put(each, row.get(each)));
        }
        return selected;
    }
}
