package nl.samenspel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Somebody with a browser who came in: with a password and a sheet of codes that they just made, or by the demo's own
/// door.
final class SignedIn {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private static final HttpClient HTTP = Installation.client();

    private final URI site;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private volatile String token = "";

    /// @param status 0 when there was no answer
    record Answer(int status, String location, String body) {

        boolean isSignInPage() {
            return location.startsWith("/sign-in");
        }
    }

    private SignedIn(URI site) {
        this.site = site;
    }

    /// One of the town's people, who stands where they begin; and where that is.
    record AtTheStart(SignedIn who, String path) {}

    static AtTheStart atTheDemo(URI site, String persona) throws IOException, InterruptedException {
        var who = new SignedIn(site);
        who.get("/demo");
        var came = who.post("/demo", "as", persona);
        if (came.status() / 100 != 3 || came.isSignInPage()) {
            throw new IOException(persona + " cannot come in");
        }
        var path = came.location();
        for (var shown = who.get(path); shown.status() / 100 == 3; shown = who.get(path)) {
            path = shown.location();
        }
        return new AtTheStart(who, path);
    }

    SignedIn(URI site, String name, String password) throws IOException, InterruptedException {
        this(site);
        get("/sign-in");
        post("/sign-in", "name", name, "password", password);
        get("/my-access/begin");
        post("/my-access/sheet");
        if (get("/workbench").status() != 200) {
            throw new IOException(name + " cannot come in");
        }
    }

    Answer get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(site.resolve(path)).GET());
    }

    Answer post(String path, String... typed) throws InterruptedException {
        var body = new StringJoiner("&").add("_csrf=" + encoded(token));
        for (var i = 0; i < typed.length; i += 2) {
            body.add(typed[i] + "=" + encoded(typed[i + 1]));
        }
        return send(HttpRequest.newBuilder(site.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        var all = new StringJoiner("; ");
        cookies.forEach((name, value) -> all.add(name + "=" + value));
        try {
            var answer = HTTP.send(
                    request.header("Cookie", all.toString()).timeout(Duration.ofSeconds(40)).build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
            answer.headers().allValues("set-cookie").forEach(text -> {
                var pair = text.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            });
            var found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("location").orElse("").replaceFirst("^https?://[^/]+", ""),
                    answer.body());
        } catch (IOException e) {
            return new Answer(0, "", "");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
