package nl.samenspel.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Somebody who knocks over real HTTP, with cookies, and follows nothing. Says itself what else it sends.
@NullMarked
final class Knocker {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final int port;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Knocker(int port) {
        this.port = port;
    }

    /// @param headers by their names in small letters
    record Answer(int status, Map<String, String> headers, String body) {

        Answer {
            headers = Map.copyOf(headers);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// A handler of the running application, with something in each gap of its path.
    record Handler(String method, String path) {

        boolean changes() {
            return !method.equals("GET");
        }

        boolean isApi() {
            return path.startsWith("/api/");
        }
    }

    static java.util.List<Handler> handlers(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream().flatMap(path -> {
                    var methods = info.getMethodsCondition().getMethods();
                    return (methods.isEmpty() ? java.util.Set.of(RequestMethod.GET) : methods)
                            .stream().map(method -> new Handler(method.name(), filled(path)));
                }))
                .distinct()
                .sorted(java.util.Comparator.comparing(Handler::path).thenComparing(Handler::method))
                .toList();
    }

    private static String filled(String path) {
        return path.replaceAll("\\{[^}]*:\\[a-z]\\+}", "kind")
                .replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000000");
    }

    Knocker as(String persona) throws Exception {
        var token = token("/demo");
        send("POST", "/demo", form(Map.of("as", persona, "_csrf", token)), Map.of());
        return this;
    }

    /// The token that this visitor's pages carry.
    String token(String path) throws Exception {
        var found = TOKEN.matcher(get(path).body());
        if (!found.find()) {
            throw new AssertionError("No token on " + path);
        }
        return found.group(1);
    }

    Answer get(String path) throws Exception {
        return send("GET", path, "", Map.of());
    }

    static String form(Map<String, String> fields) {
        var text = new StringBuilder();
        new TreeMap<>(fields)
                .forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }

    Answer send(String method, String path, String body, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        headers.forEach(request::header);
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var told = new HashMap<String, String>();
        answer.headers()
                .map()
                .forEach((name, values) -> told.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        return new Answer(answer.statusCode(), told, answer.body());
    }

    /// Sends these very letters, which no HTTP client would.
    Answer raw(String letters) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(letters.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return parse(new String(all(socket.getInputStream()), StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] all(InputStream in) throws IOException {
        return in.readAllBytes();
    }

    private static Answer parse(String text) {
        var parts = text.split("\r\n\r\n", 2);
        var lines = parts[0].split("\r\n", -1);
        var headers = new HashMap<String, String>();
        for (var i = 1; i < lines.length; i++) {
            var colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        var status = lines[0].isEmpty() ? 0 : Integer.parseInt(lines[0].split(" ", -1)[1]);
        return new Answer(status, headers, parts.length > 1 ? parts[1] : "");
    }
}
