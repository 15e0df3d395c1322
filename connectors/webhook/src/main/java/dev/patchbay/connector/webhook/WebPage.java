package dev.patchbay.connector.webhook;

import dev.patchbay.toolkit.http.Response;

/**
 * Tells a page for people from an answer. Many frameworks call HTML whatever they answer, such as {@code ok}; a page has a
 * tag at its beginning as well.
 */
final class WebPage {
    private WebPage() {}

    static boolean isIn(Response response) {
        return isCalled(response)
                && response.text().replace("\uFEFF", "").stripLeading().startsWith("<");
    }

    /** Where there is only the head of an answer. */
    static boolean isCalled(Response response) {
        return response.header("Content-Type").orElse("").contains("html");
    }
}
