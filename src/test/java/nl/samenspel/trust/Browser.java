package nl.samenspel.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import nl.samenspel.Neighbourhood;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/// Somebody's browser, or program with a token, over real HTTP: keeps its cookies, follows nothing.
final class Browser {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String site;
    private final @Nullable String token;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrf = "";

    /// @param token for the API, where there is one
    Browser(String site, @Nullable String token) {
        this.site = site;
        this.token = token;
    }

    record Answer(int status, Map<String, List<String>> headers, String body) {

        String location() {
            return headers.getOrDefault("location", List.of("")).getFirst();
        }
    }

    Browser signIn(String name) {
        takeCsrf();
        var answer = form("/sign-in", Map.of("name", name, "password", Neighbourhood.PASSWORD));
        if (answer.location().contains("/sign-in/second")) {
            answer = form("/sign-in/second", Map.of("code", Neighbourhood.nextCode(name)));
        }
        if (answer.status() != 302 || !answer.location().matches(".*/(home|desk.*|go-on)")) {
            throw new IllegalStateException(name + " cannot sign in: " + answer.status() + " " + answer.location());
        }
        takeCsrf();
        return this;
    }

    /// Where a page has a form, there is what it must send along.
    void takeCsrf() {
        var found = CSRF.matcher(get("/forgotten").body());
        if (!found.find()) {
            throw new IllegalStateException("There is no form to take the token of.");
        }
        csrf = found.group(1);
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(site + path)).GET());
    }

    Answer form(String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", csrf);
        var body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(site + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer json(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(site + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) {
        if (request.build().uri().getPath().startsWith("/api/")) {
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
        } else if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            var answer = CLIENT.send(
                    request.header("Accept-Language", "nl").build(), HttpResponse.BodyHandlers.ofByteArray());
            for (var cookie : answer.headers().allValues("set-cookie")) {
                var pair = cookie.split(";", 2)[0].split("=", 2);
                if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            }
            return new Answer(
                    answer.statusCode(), new TreeMap<>(answer.headers().map()), text(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What somebody reads of it: the words on the paper of a PDF, and in the cells of a workbook.
    private static String text(HttpResponse<byte[]> answer) throws IOException {
        var kind = answer.headers().firstValue("content-type").orElse("");
        if (kind.startsWith("application/pdf")) {
            try (var paper = Loader.loadPDF(answer.body())) {
                return new PDFTextStripper().getText(paper);
            }
        }
        if (kind.contains("spreadsheetml")) {
            var file = Files.write(Files.createTempFile("workbook", ".xlsx"), answer.body());
            var words = new StringBuilder();
            try (var workbook = new ZipFile(file.toFile())) {
                for (var part : workbook.stream().toList()) {
                    words.append(new String(workbook.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8)
                            .replaceAll("<[^>]*>", ";"));
                }
            } finally {
                Files.delete(file);
            }
            return words.toString();
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
