package dev.patchbay.benchmarks.scene;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The issues of one repository, as GitHub gives them a page at a time: the first page by the name of the repository, the
 * others, by {@code Link} headers, by its number. The pages are made beforehand, so that giving one costs next to nothing.
 */
public final class IssueServer implements AutoCloseable {
    public static final int PAGES = 50;
    public static final int PAGE_SIZE = 100;
    public static final String REPOSITORY = "octo/many";

    private static final Pattern PAGE = Pattern.compile("(?:.*&)?page=(\\d{1,4})(?:&.*)?");
    private static final String LINK = "<%1$s%2$d>; rel=\"next\", <%1$s%3$d>; rel=\"last\"";

    private final HttpServer server;
    private final List<byte[]> pages;

    private IssueServer(HttpServer server, List<byte[]> pages) {
        this.server = server;
        this.pages = pages;
    }

    public static IssueServer start() throws IOException {
        // Else each answer may wait 40 ms for an acknowledgement; read when the first server of the JVM is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        IssueServer server = new IssueServer(http, IssuePages.make(PAGES, PAGE_SIZE));
        http.createContext("/repos/" + REPOSITORY + "/issues", server::answer);
        http.createContext("/repositories/1000/issues", server::answer);
        http.start();
        return server;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where the list begins for whoever asks for it by hand. */
    public String firstPage() {
        return url() + "/repos/" + REPOSITORY + "/issues?state=all&sort=created&direction=asc&per_page=" + PAGE_SIZE;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher asked = PAGE.matcher(exchange.getRequestURI().getQuery());
            int page = asked.matches() ? Integer.parseInt(asked.group(1)) : 1;
            byte[] body = pages.get(page - 1);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json; charset=utf-8");
            headers.set("X-RateLimit-Limit", "5000");
            headers.set("X-RateLimit-Remaining", "4987");
            if (page < pages.size()) {
                String list = url() + "/repositories/1000/issues?per_page=" + PAGE_SIZE + "&page=";
                headers.set("Link", String.format(LINK, list, page + 1, pages.size()));
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
