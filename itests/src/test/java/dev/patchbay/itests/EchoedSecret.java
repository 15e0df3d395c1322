package dev.patchbay.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a careless service makes of a credential that it was shown: every part of an answer may have it, in every spelling. */
final class EchoedSecret {
    /** So much of a spelling is within the part of a text that a sentence quotes; connectors quote up to these lengths. */
    private static final List<Integer> CUTS = List.of(100, 200, 256, 300, 500);

    private static final int BEFORE_THE_CUT = 30;

    private final String secret;

    EchoedSecret(String secret) {
        this.secret = secret;
    }

    /** As it is, in Base64 alone and behind a user, and encoded for a URL. */
    List<String> spellings() {
        String encoded = URLEncoder.encode(secret, UTF_8);
        return List.of(secret, base64(secret), base64("jane:" + secret), encoded, encoded.replace("+", "%20"));
    }

    /** All spellings in one line. */
    String line() {
        return "refused: " + String.join(" , ", spellings());
    }

    /** Lines in which one spelling lies across the place where a long one is cut off. */
    List<String> longLines() {
        List<String> lines = new ArrayList<>();
        for (int cut : CUTS) {
            for (String spelling : spellings()) {
                lines.add("no ".repeat(cut).substring(0, cut - BEFORE_THE_CUT - 1) + " " + spelling);
            }
        }
        return lines;
    }

    /** Answers over HTTP, of which each breaks something else. */
    List<FaultyService.Behaviour> answers() {
        List<FaultyService.Behaviour> answers = new ArrayList<>();
        for (int status : List.of(401, 403, 500)) {
            answers.add(answer(status + " " + line(), "Content-Type: text/plain", line()));
            answers.add(answer(status + " No", "Content-Type: application/json", error(line())));
        }
        for (String location :
                List.of("/?token=" + spellings().get(3), "http://127.0.0.1:1/" + base64(secret), line())) {
            answers.add(answer("302 Found", "Location: " + location, line()));
        }
        for (String half :
                List.of("[{\"id\": 1, \"token\": \"" + json(line()), secret, "[" + secret, "{\"" + json(secret))) {
            answers.add(answer("200 OK", "Content-Type: application/json", half));
        }
        answers.add(answer("200 OK", "Content-Type: text/html", "<html><title>" + line() + "</title>"));
        answers.add(answer("200 OK", "Content-Encoding: " + line(), line()));
        answers.add(answer("200 OK", "Content-Type: " + line(), line()));
        answers.add(answer("200 OK", line(), line()));
        answers.add(answer("429 Wait", "Retry-After: " + line(), error(line())));
        answers.add(connection -> write(connection, line() + "\r\n\r\n"));
        return answers;
    }

    /** Answers whose words are longer than what a sentence quotes. */
    List<FaultyService.Behaviour> longAnswers() {
        return longLines().stream()
                .map(each -> answer("400 No", "Content-Type: application/json", error(each)))
                .toList();
    }

    /** Under all the names under which services tell what is wrong, as an object. */
    private static String error(String words) {
        String told = "\"" + json(words) + "\"";
        return "{\"message\": " + told + ", \"error\": " + told + ", \"error_description\": " + told + "}";
    }

    private static String json(String text) {
        return text.replace("\"", "\\\"");
    }

    private static FaultyService.Behaviour answer(String status, String header, String body) {
        return connection -> write(
                connection,
                "HTTP/1.1 " + status + "\r\n" + header + "\r\nContent-Length: " + body.getBytes(UTF_8).length
                        + "\r\nConnection: close\r\n\r\n" + body);
    }

    private static boolean write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(UTF_8));
        connection.getOutputStream().flush();
        return false;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
