package nl.samenspel.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Each kind of page that one of the demo's people can reach by links, asked one after another and in turns with a bare
/// page that asks the database the same. Prints p50 and p95 of both, slowest ratio first, and how many are over what is
/// asked of a page.
public final class EveryPage {

    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
    private static final Pattern NO_PAGE =
            Pattern.compile("/ui/.*|.*(sign-out|/demo|language=|\\.(csv|xlsx|pdf|ics|zip)|/file|/copy).*");
    private static final int MOST_KINDS = 150;
    private static final double ASKED_MILLIS = 100;
    private static final double ASKED_RATIO = 3;

    private EveryPage() {}

    private record Asked(String who, String path, Bare.Page bare, List<Long> ours, List<Long> theirs) {

        double ratio(int percent) {
            return Pages.millis(ours, percent) / Pages.millis(theirs, percent);
        }
    }

    /// @param args the site, the folder of its data, how often each is asked, people
    public static void main(String[] args) throws Exception {
        var site = URI.create(args[0]);
        var data = Path.of(args[1]);
        var times = Integer.parseInt(args[2]);
        var all = new ArrayList<Asked>();
        try (var bare = new Bare(data)) {
            for (var who : args[3].split(",")) {
                var client = Pages.signedIn(site, who);
                for (var page : record(client, site, data, bare).entrySet()) {
                    all.add(measure(who, client, site.resolve(page.getKey()), page.getValue(), times));
                }
            }
        }
        all.sort(Comparator.comparingDouble((Asked one) -> one.ratio(95)).reversed());
        for (var one : all) {
            System.out.printf(
                    Locale.ROOT,
                    "p50 %6.1f ms (bare %6.1f, ratio %4.1f)  p95 %6.1f ms (bare %6.1f, ratio %4.1f)  %3d statements%s  %s %s%n",
                    Pages.millis(one.ours(), 50),
                    Pages.millis(one.theirs(), 50),
                    one.ratio(50),
                    Pages.millis(one.ours(), 95),
                    Pages.millis(one.theirs(), 95),
                    one.ratio(95),
                    one.bare().statements(),
                    one.bare().leftOut() == 0 ? "" : " (%d left out)".formatted(one.bare().leftOut()),
                    one.who(),
                    one.path());
        }
        System.out.printf(
                "%d pages: %d with a p95 of %.0f ms or more, %d with a p50 and %d with a p95 of more than %.0f times the bare page's%n",
                all.size(),
                all.stream().filter(one -> Pages.millis(one.ours(), 95) >= ASKED_MILLIS).count(),
                ASKED_MILLIS,
                all.stream().filter(one -> one.ratio(50) > ASKED_RATIO).count(),
                all.stream().filter(one -> one.ratio(95) > ASKED_RATIO).count(),
                ASKED_RATIO);
    }

    /// What each kind of page asks of the database, by its path.
    private static Map<String, Bare.Page> record(HttpClient client, URI site, Path data, Bare bare) throws Exception {
        var paths = new ArrayList<String>();
        var known = new HashSet<String>();
        var waiting = new ArrayDeque<>(List.of("/home"));
        while (!waiting.isEmpty() && paths.size() < MOST_KINDS) {
            var path = waiting.poll();
            var answer = client.send(HttpRequest.newBuilder(site.resolve(path)).build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 3) {
                waiting.add(answer.headers().firstValue("location").orElseThrow().replaceFirst("^https?://[^/]+", ""));
            }
            if (answer.statusCode() != 200) {
                continue;
            }
            paths.add(path);
            var links = LINK.matcher(answer.body());
            while (links.find()) {
                var link = links.group(1).replace("&amp;", "&");
                var kind = link.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID").replaceAll("=[^&]*", "=").replaceAll("[0-9]+", "N");
                if (!NO_PAGE.matcher(link).matches() && known.add(kind)) {
                    waiting.add(link);
                }
            }
        }
        var recorded = new LinkedHashMap<String, List<Recorder.Statement>>();
        try (var recorder = new Recorder(data)) {
            for (var path : paths) {
                ask(client, site.resolve(path));
                recorded.put(path, recorder.whileAsking(() -> ask(client, site.resolve(path))));
            }
        }
        var pages = new LinkedHashMap<String, Bare.Page>();
        for (var one : recorded.entrySet()) {
            pages.put(one.getKey(), bare.serve(one.getValue()));
        }
        return pages;
    }

    private static Asked measure(String who, HttpClient client, URI page, Bare.Page bare, int times) throws Exception {
        var ours = new ArrayList<Long>();
        var theirs = new ArrayList<Long>();
        for (var i = 0; i < times; i++) {
            ask(client, page);
            ask(client, bare.address());
        }
        for (var i = 0; i < times; i++) {
            ours.add(ask(client, page));
            theirs.add(ask(client, bare.address()));
        }
        return new Asked(who, page.getPath() + (page.getQuery() == null ? "" : "?" + page.getQuery()), bare, ours, theirs);
    }

    private static long ask(HttpClient client, URI page) throws Exception {
        var began = System.nanoTime();
        client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        return System.nanoTime() - began;
    }
}
