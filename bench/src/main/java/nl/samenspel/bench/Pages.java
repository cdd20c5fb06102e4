package nl.samenspel.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// The workbench and the candidates' page under eight users at once, beside a bare page that asks the database the same
/// ([Bare]). Both are asked in turns, in one run, so that what else the machine does weighs on both.
public final class Pages {

    private static final int USERS = 8;
    private static final int WARM_UP = 150;
    private static final int ROUNDS = 3;
    private static final int ASKED_PER_ROUND = 400;

    private Pages() {}

    public static void main(String[] args) throws Exception {
        var address = URI.create(args[0]);
        var data = Path.of(args[1]);
        var client = signedIn(address, "MARIEKE");
        try (var bare = new Bare(data)) {
            for (var path : List.of("/workbench", "/requests/" + aSearchingRequest(client, address) + "/candidates")) {
                ask(client, address.resolve(path), WARM_UP);
                List<Recorder.Statement> statements;
                try (var recorder = new Recorder(data)) {
                    statements = recorder.whileAsking(() -> ask(client, address.resolve(path), 1));
                }
                compare(path.replaceAll(".*/", ""), client, address.resolve(path), bare.serve(statements).address());
            }
        }
    }

    private static String aSearchingRequest(HttpClient client, URI address) throws IOException, InterruptedException {
        var list = client.send(
                HttpRequest.newBuilder(address.resolve("/requests?state=SEARCHING")).build(), BodyHandlers.ofString());
        var request = Pattern.compile("/requests/([0-9a-f-]{36})\"").matcher(list.body());
        if (!request.find()) {
            throw new IOException("Nobody is searched for.");
        }
        return request.group(1);
    }

    private static void compare(String name, HttpClient client, URI product, URI bare) throws Exception {
        ask(client, product, WARM_UP);
        ask(client, bare, WARM_UP);
        List<Long> ours = new ArrayList<>();
        List<Long> theirs = new ArrayList<>();
        for (var round = 0; round < ROUNDS; round++) {
            ours.addAll(ask(client, product, ASKED_PER_ROUND));
            theirs.addAll(ask(client, bare, ASKED_PER_ROUND));
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %d users, %d requests each: p50 %.1f ms (bare %.1f, ratio %.1f), p99 %.1f ms (bare %.1f, ratio %.1f)%n",
                name,
                USERS,
                ours.size(),
                millis(ours, 50),
                millis(theirs, 50),
                millis(ours, 50) / millis(theirs, 50),
                millis(ours, 99),
                millis(theirs, 99),
                millis(ours, 99) / millis(theirs, 99));
    }

    static double millis(List<Long> nanos, int percent) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    private static List<Long> ask(HttpClient client, URI page, int times) throws Exception {
        try (var users = Executors.newFixedThreadPool(USERS)) {
            Callable<Long> once = () -> {
                var began = System.nanoTime();
                var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
                var took = System.nanoTime() - began;
                if (answer.statusCode() != 200) {
                    throw new IOException(page + " answers " + answer.statusCode());
                }
                return took;
            };
            List<Long> took = new ArrayList<>();
            for (var done : users.invokeAll(java.util.Collections.nCopies(times, once))) {
                took.add(done.get());
            }
            return took;
        }
    }

    /// As one of the town's people, through the demo's own door.
    static HttpClient signedIn(URI address, String persona) throws Exception {
        var client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        var page = client.send(HttpRequest.newBuilder(address.resolve("/demo")).build(), BodyHandlers.ofString())
                .body();
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        if (!token.find()) {
            throw new IOException("The demo's door has no form.");
        }
        client.send(
                HttpRequest.newBuilder(address.resolve("/demo"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token.group(1) + "&as=" + persona))
                        .build(),
                BodyHandlers.discarding());
        return client;
    }
}
