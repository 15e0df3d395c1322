package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.http.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A repository by its names. */
record Repository(String owner, String name) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+)/([A-Za-z0-9._-]+)");

    /** @throws ConnectorException with INVALID_REQUEST if it is none */
    static Repository parse(String text) {
        Matcher parts = FORM.matcher(text.trim());
        if (text.isBlank()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "no repository is named; give the parameter 'repository' as OWNER/NAME, or set 'repository'");
        }
        if (!parts.matches()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST, "'repository' is '" + text + "'; write it as OWNER/NAME");
        }
        return new Repository(parts.group(1), parts.group(2));
    }

    /** Fills {@code {owner}} and {@code {repo}} of a request's path. */
    Request in(Request request) {
        return request.path("owner", owner).path("repo", name);
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
