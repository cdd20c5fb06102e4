package nl.samenspel.bench;

import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.samenspel.bench.Recorder.Statement;

/// Each kind of page that one of the demo's people can reach by links, asked one after another and in turns with a bare
/// page that asks the database the same. Prints p50 and p95 of both, slowest ratio first, and how many are over what is
/// asked of a page.
///
/// What a page knows from memory that bare page does not ask for. Given a file, it first writes down in it what each page
/// asks of a program that keeps nothing in memory, and, when the file is there, also measures a bare page that asks that:
/// the one that reads the same rows.
public final class EveryPage {

    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
    private static final Pattern NO_PAGE =
            Pattern.compile("/ui/.*|.*(sign-out|/demo|language=|\\.(csv|xlsx|pdf|ics|zip)|/file|/copy).*");
    private static final int MOST_KINDS = 150;
    private static final double ASKED_MILLIS = 100;
    private static final double ASKED_RATIO = 3;

    private EveryPage() {}

    /// @param bare asks what the page asks
    /// @param rows reads the rows that the page is made of, also those that it knows from memory; the same as `bare`
    ///     where that was not written down
    private record Asked(
            String who, String path, Bare.Page bare, List<Long> ours, List<Long> theirs, List<Long> rows) {

        double ratio(int percent) {
            return Pages.millis(ours, percent) / Pages.millis(theirs, percent);
        }

        /// Of what half take.
        double ratioOfRows() {
            return Pages.millis(ours, 50) / Pages.millis(rows, 50);
        }
    }

    /// @param args the site, the folder of its data, how often each is asked, people, and perhaps a file
    public static void main(String[] args) throws Exception {
        var site = URI.create(args[0]);
        var data = Path.of(args[1]);
        var times = Integer.parseInt(args[2]);
        var people = args[3].split(",");
        if (args.length > 4 && Files.notExists(Path.of(args[4]))) {
            writeDown(site, data, people, Path.of(args[4]));
            return;
        }
        var rows = args.length > 4 ? readBack(Path.of(args[4])) : Map.<String, Map<String, List<Statement>>>of();
        var all = new ArrayList<Asked>();
        try (var bare = new Bare(data)) {
            for (var who : people) {
                var client = Pages.signedIn(site, who);
                var written = rows.get(who);
                var recorded = record(client, site, data, written == null ? crawl(client, site) : written.keySet());
                for (var page : recorded.entrySet()) {
                    var path = page.getKey();
                    all.add(measure(
                            who,
                            client,
                            site.resolve(path),
                            bare.serve(page.getValue()),
                            written == null ? Optional.empty() : Optional.of(bare.serve(written.get(path))),
                            times));
                }
            }
        }
        print(all, !rows.isEmpty());
    }

    private static void print(List<Asked> all, boolean isWithRows) {
        all.sort(Comparator.comparingDouble((Asked one) -> one.ratio(95)).reversed());
        for (var one : all) {
            System.out.printf(
                    Locale.ROOT,
                    "p50 %6.1f ms (bare %6.1f, ratio %4.1f%s)  p95 %6.1f ms (bare %6.1f, ratio %4.1f)  %3d statements%s  %s %s%n",
                    Pages.millis(one.ours(), 50),
                    Pages.millis(one.theirs(), 50),
                    one.ratio(50),
                    isWithRows
                            ? "; rows %6.1f, ratio %4.1f"
                                    .formatted(Pages.millis(one.rows(), 50), one.ratioOfRows())
                            : "",
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
        if (isWithRows) {
            System.out.printf(
                    "%d with a p50 of more than %.0f times that of the bare page that reads the same rows%n",
                    all.stream().filter(one -> one.ratioOfRows() > ASKED_RATIO).count(),
                    ASKED_RATIO);
        }
    }

    private static void writeDown(URI site, Path data, String[] people, Path file) throws Exception {
        var rows = new LinkedHashMap<String, Map<String, List<Statement>>>();
        for (var who : people) {
            var client = Pages.signedIn(site, who);
            rows.put(who, record(client, site, data, crawl(client, site)));
        }
        try (var out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(rows);
        }
        System.out.printf(
                "%d pages, and what they ask, are in %s. Start the program as it is used, and run this again.%n",
                rows.values().stream().mapToInt(Map::size).sum(), file);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, List<Statement>>> readBack(Path file) throws Exception {
        try (var in = new ObjectInputStream(Files.newInputStream(file))) {
            return (Map<String, Map<String, List<Statement>>>) in.readObject();
        }
    }

    /// One of each kind of page, by its path.
    private static List<String> crawl(HttpClient client, URI site) throws Exception {
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
        return paths;
    }

    /// What each page asks of the database, by its path.
    private static Map<String, List<Statement>> record(
            HttpClient client, URI site, Path data, Collection<String> paths) throws Exception {
        var recorded = new LinkedHashMap<String, List<Statement>>();
        try (var recorder = new Recorder(data)) {
            for (var path : paths) {
                ask(client, site.resolve(path));
                recorded.put(path, recorder.whileAsking(() -> ask(client, site.resolve(path))));
            }
        }
        return recorded;
    }

    private static Asked measure(
            String who, HttpClient client, URI page, Bare.Page bare, Optional<Bare.Page> rows, int times)
            throws Exception {
        var ours = new ArrayList<Long>();
        var theirs = new ArrayList<Long>();
        var ofRows = new ArrayList<Long>();
        for (var i = 0; i < 2 * times; i++) {
            var isWarm = i >= times;
            note(isWarm, ours, ask(client, page));
            note(isWarm, theirs, ask(client, bare.address()));
            // reading all rows anew takes long
            if (rows.isPresent() && i % 5 == 0) {
                note(isWarm, ofRows, ask(client, rows.get().address()));
            }
        }
        return new Asked(
                who,
                page.getPath() + (page.getQuery() == null ? "" : "?" + page.getQuery()),
                bare,
                ours,
                theirs,
                rows.isPresent() ? ofRows : theirs);
    }

    private static void note(boolean isWarm, List<Long> all, long nanos) {
        if (isWarm) {
            all.add(nanos);
        }
    }

    private static long ask(HttpClient client, URI page) throws Exception {
        var began = System.nanoTime();
        client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        return System.nanoTime() - began;
    }
}
