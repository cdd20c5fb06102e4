package nl.samenspel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// So many requests a second, whether or not those before are answered, by so many who are signed in; latency is counted
/// from the moment at which each was meant to be sent. Afterwards ten times as many for a while, and what came of that.
public final class Load {

    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final int PEAK = 10;
    private static final int MOST_PAGES = 40;
    private static final int SLOWEST = 5;
    /// Of a hundred requests, those that take a request for help in.
    private static final int WRITES = 5;

    /// Who come, and of a hundred how many.
    private static final Map<String, Integer> WHO =
            Map.of("HENK", 30, "NOOR", 25, "MARIEKE", 15, "JOOST", 10, "TRUUS", 8, "ANNEKE", 7, "SAMIRA", 3, "ELS", 2);

    private record Visitor(SignedIn who, List<String> pages) {}

    /// @param second of the phase in which it was meant to be sent
    /// @param path the page that was asked, or that something was taken in
    private record Answer(int second, String path, int status, long nanos) {

        boolean isWell() {
            return status == 200 || status == 201;
        }
    }

    private final String site;
    private final String metrics;
    private final String token;
    private final List<Visitor> visitors;
    private final Random random = new Random(20261127);
    private final Acknowledged acknowledged = new Acknowledged();
    private final HttpClient http = Installation.client();

    private Load(String site, String metrics, String token, List<Visitor> visitors) {
        this.site = site;
        this.metrics = metrics;
        this.token = token;
        this.visitors = visitors;
    }

    /// @param args the folder of the project, a folder to work in, a port, requests a second, who are signed in, minutes,
    ///     minutes of the peak
    public static void main(String[] args) throws Exception {
        var port = Integer.parseInt(args[2]);
        var perSecond = Integer.parseInt(args[3]);
        var users = Integer.parseInt(args[4]);
        var minutes = Integer.parseInt(args[5]);
        var peakMinutes = Integer.parseInt(args[6]);
        var isRight = false;
        try (var installation = new Installation(
                Path.of(args[0]),
                Path.of(args[1]).resolve("data"),
                port,
                Map.of("SAMENSPEL_MONITORING_PORT", String.valueOf(port + 1)))) {
            installation.start();
            var token = installation.token();
            var load = new Load(
                    installation.site(),
                    "http://127.0.0.1:" + (port + 1) + "/metrics",
                    token,
                    signIn(URI.create(installation.site()), users));
            System.out.println("signed in: " + users);
            load.send("warming up", perSecond, Duration.ofMinutes(1));
            var steady = load.send("steady", perSecond, Duration.ofMinutes(minutes));
            isRight = steady.stream().allMatch(Answer::isWell) && percentile(steady, _ -> true, 99) <= 500;
            if (peakMinutes > 0) {
                load.send("peak", perSecond * PEAK, Duration.ofMinutes(peakMinutes));
                var after = load.send("after it", perSecond, RECOVERY);
                var recovered = after.stream()
                        .filter(one -> !one.isWell() || one.nanos() > 500_000_000L)
                        .mapToInt(Answer::second)
                        .max()
                        .orElse(-1)
                        + 1;
                System.out.println("the last error or slow page came " + recovered + " s after the peak");
                isRight &= recovered <= 60;
            }
            try (var database = installation.database()) {
                var found = load.acknowledged.compare(database);
                System.out.printf("taken in %s: lost %d, twice %d%n", load.acknowledged, found.lost(), found.twice());
                isRight &= found.isRight();
            }
        }
        if (!isRight) {
            System.exit(1);
        }
    }

    private List<Answer> send(String phase, int perSecond, Duration lasting) throws IOException, InterruptedException {
        var answers = new ConcurrentLinkedQueue<Answer>();
        var underWay = new AtomicInteger();
        var mostUnderWay = 0;
        var began = System.nanoTime();
        var step = 1_000_000_000L / perSecond;
        var all = lasting.toSeconds() * perSecond;
        var drift = new LinkedHashMap<Integer, String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0L; i < all; i++) {
                var meant = began + i * step;
                for (var early = meant - System.nanoTime(); early > 0; early = meant - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                var second = (int) (i / perSecond);
                if (i % (300L * perSecond) == 0) {
                    drift.put(second, measured());
                }
                var visitor = visitors.get(random.nextInt(visitors.size()));
                var page = visitor.pages().get(random.nextInt(visitor.pages().size()));
                var writes = random.nextInt(100) < WRITES;
                mostUnderWay = Math.max(mostUnderWay, underWay.incrementAndGet());
                threads.execute(() -> {
                    var status = writes ? write() : read(visitor, page);
                    answers.add(new Answer(second, writes ? "take in" : page, status, System.nanoTime() - meant));
                    underWay.decrementAndGet();
                });
            }
        }
        drift.put((int) lasting.toSeconds(), measured());
        var list = List.copyOf(answers);
        var statuses = new TreeMap<Integer, Integer>();
        list.forEach(one -> statuses.merge(one.status(), 1, Integer::sum));
        System.out.printf(
                Locale.ROOT,
                "%s, %d a second for %d s: %s; answered well p50 %.0f ms, p95 %.0f, p99 %.0f, most %.0f; at most %d at once%n",
                phase,
                perSecond,
                lasting.toSeconds(),
                statuses,
                percentile(list, Answer::isWell, 50),
                percentile(list, Answer::isWell, 95),
                percentile(list, Answer::isWell, 99),
                percentile(list, Answer::isWell, 100),
                mostUnderWay);
        if (statuses.containsKey(503)) {
            System.out.printf(
                    Locale.ROOT,
                    "  told to come back later: p50 %.0f ms, p99 %.0f%n",
                    percentile(list, one -> one.status() == 503, 50),
                    percentile(list, one -> one.status() == 503, 99));
        }
        var minutes = list.stream()
                .collect(Collectors.groupingBy(one -> one.second() / 60, TreeMap::new, Collectors.toList()));
        if (minutes.size() > 1) {
            minutes.forEach((minute, its) -> System.out.printf(
                    Locale.ROOT,
                    "  minute %d: %d of %d well, p50 %.0f ms, p99 %.0f%n",
                    minute + 1,
                    its.stream().filter(Answer::isWell).count(),
                    its.size(),
                    percentile(its, Answer::isWell, 50),
                    percentile(its, Answer::isWell, 99)));
        }
        list.stream()
                .sorted(Comparator.comparingLong(Answer::nanos).reversed())
                .limit(SLOWEST)
                .forEach(one -> System.out.printf(
                        Locale.ROOT,
                        "  slow: %s, %d, %.0f ms, in second %d%n",
                        one.path(),
                        one.status(),
                        one.nanos() / 1e6,
                        one.second()));
        drift.forEach((second, what) -> System.out.printf("  after %d s: %s%n", second, what));
        return list;
    }

    private static double percentile(List<Answer> answers, Predicate<Answer> which, int percent) {
        var sorted = answers.stream().filter(which).mapToLong(Answer::nanos).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) ((long) sorted.length * percent / 100))] / 1e6;
    }

    private int write() {
        try {
            var key = UUID.randomUUID();
            var status = Installation.ask(http, site, token, key);
            acknowledged.note(key, status);
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /// 401 where it is the page to sign in on.
    private static int read(Visitor visitor, String page) {
        try {
            var answer = visitor.who().get(page);
            return answer.isSignInPage() ? 401 : answer.status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /// What may grow.
    private String measured() throws IOException, InterruptedException {
        var text = http.send(
                        HttpRequest.newBuilder(URI.create(metrics)).timeout(PATIENCE).build(),
                        BodyHandlers.ofString())
                .body();
        return "heap %.0f MB (%.0f MB after the last large clean-up), threads %.0f, connections %.0f in use"
                .formatted(
                        sum(text, "jvm_memory_used_bytes\\{area=\"heap\".*") / 1e6,
                        sum(text, "jvm_gc_live_data_size_bytes.*") / 1e6,
                        sum(text, "jvm_threads_live_threads.*"),
                        sum(text, "hikaricp_connections_active\\{.*"));
    }

    private static double sum(String text, String line) {
        return text.lines()
                .filter(one -> one.matches(line))
                .mapToDouble(one -> Double.parseDouble(one.substring(one.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static List<Visitor> signIn(URI site, int users) throws IOException, InterruptedException {
        var visitors = new ArrayList<Visitor>();
        for (var who : WHO.entrySet()) {
            var pages = pages(SignedIn.atTheDemo(site, who.getKey()));
            for (var i = 0; i < Math.max(1, users * who.getValue() / 100); i++) {
                visitors.add(new Visitor(SignedIn.atTheDemo(site, who.getKey()).who(), pages));
            }
        }
        return visitors;
    }

    /// What somebody finds from where they come in: that page most.
    private static List<String> pages(SignedIn.AtTheStart start) throws IOException, InterruptedException {
        var found = new LinkedHashSet<String>();
        var links = LINK.matcher(start.who().get(start.path()).body());
        while (links.find() && found.size() < MOST_PAGES) {
            var path = links.group(1).replace("&amp;", "&");
            if (!path.startsWith("/ui/")
                    && !path.matches(".*(sign-out|/demo|\\.(csv|xlsx|pdf|ics|zip)).*")
                    && start.who().get(path).status() == 200) {
                found.add(path);
            }
        }
        if (found.isEmpty()) {
            throw new IOException("Nothing to read at " + start.path());
        }
        var pages = new ArrayList<>(found);
        pages.addAll(Collections.nCopies(found.size(), start.path()));
        return pages;
    }
}
