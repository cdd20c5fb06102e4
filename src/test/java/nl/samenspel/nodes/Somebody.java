package nl.samenspel.nodes;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import nl.samenspel.Neighbourhood;

/// Somebody with a browser without JavaScript, who may go to any node.
final class Somebody {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private String token = "";

    /// What a node said.
    record Answer(int status, String location, String body) {}

    /// With the password of everyone in the [Neighbourhood], and a code of their sheet: each step at the next of these.
    Somebody signIn(String name, URI... nodes) throws Exception {
        get(nodes[0], "/sign-in");
        var half = post(nodes[1 % nodes.length], "/sign-in", "name", name, "password", Neighbourhood.PASSWORD);
        if (half.location().endsWith("/sign-in/second")) {
            get(nodes[0], "/sign-in/second");
            post(nodes[2 % nodes.length], "/sign-in/second", "code", Neighbourhood.nextCode(name));
        }
        return this;
    }

    Answer get(URI node, String path) throws Exception {
        return send(HttpRequest.newBuilder(node.resolve(path)).GET());
    }

    /// Sends a form with the token of the page that was read last: name, value, name, value …
    Answer post(URI node, String path, String... typed) throws Exception {
        var body = new StringJoiner("&").add("_csrf=" + encoded(token));
        for (var i = 0; i < typed.length; i += 2) {
            body.add(typed[i] + "=" + encoded(typed[i + 1]));
        }
        return post(node, path, "application/x-www-form-urlencoded", BodyPublishers.ofString(body.toString()));
    }

    /// The same, with a file.
    Answer postFile(URI node, String path, String list, String file) throws Exception {
        var parts = """
                --part\r
                Content-Disposition: form-data; name="_csrf"\r
                \r
                %s\r
                --part\r
                Content-Disposition: form-data; name="list"\r
                \r
                %s\r
                --part\r
                Content-Disposition: form-data; name="file"; filename="list.csv"\r
                Content-Type: text/csv\r
                \r
                %s\r
                --part--\r
                """.formatted(token, list, file);
        return post(node, path, "multipart/form-data; boundary=part", BodyPublishers.ofString(parts));
    }

    private Answer post(URI node, String path, String type, BodyPublisher body) throws Exception {
        return send(HttpRequest.newBuilder(node.resolve(path))
                .header("Content-Type", type)
                .POST(body));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            var all = new StringJoiner("; ");
            cookies.forEach((name, value) -> all.add(name + "=" + value));
            request.header("Cookie", all.toString());
        }
        var answer = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        keepCookies(answer);
        var found = TOKEN.matcher(answer.body());
        if (found.find()) {
            token = found.group(1);
        }
        return new Answer(
                answer.statusCode(),
                answer.headers().firstValue("location").orElse("").replaceFirst("^https?://[^/]+", ""),
                answer.body());
    }

    private void keepCookies(HttpResponse<String> answer) {
        answer.headers().allValues("set-cookie").forEach(text -> {
            var pair = text.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
