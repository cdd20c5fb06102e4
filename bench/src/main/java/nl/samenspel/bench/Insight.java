package nl.samenspel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Every page with figures, of an organisation that looks at itself and of who looks from
/// outside, asked one after another by one visitor. Prints p50 and p95 of each, and whether all
/// are under what is asked of them.
public final class Insight {

    private static final double ASKED_MILLIS = 300;
    private static final Pattern TOPIC = Pattern.compile("href=\"(/insight/[a-z]+)[?\"]");
    private static final Pattern CHOICE = Pattern.compile("href=\"(/insight/[a-z]+\\?[^\"]*by=[A-Z_]+)\"");
    private static final Pattern FILE = Pattern.compile("href=\"(/insight/[a-z]+\\.csv[^\"]*)\"");
    private static final Pattern QUARTER = Pattern.compile("href=\"/figures/([0-9]+-Q[1-4])\"");
    private static final Pattern YEAR = Pattern.compile("href=\"/factsheets/([0-9]+)\"");
    private static final List<String> TABLES = List.of("asked", "outcome", "kinds", "waiting", "unmet", "volunteers");

    private final URI site;
    private final int times;
    private int slow;
    private int all;

    private Insight(URI site, int times) {
        this.site = site;
        this.times = times;
    }

    public static void main(String[] args) throws Exception {
        var insight = new Insight(URI.create(args[0]), Integer.parseInt(args[1]));
        for (var persona : List.of("MARIEKE", "ELS")) {
            insight.organisation(persona);
        }
        for (var persona : List.of("MEREL", "LARS", "INGE")) {
            insight.outside(persona);
        }
        System.out.printf("%d of %d pages have a p95 of %.0f ms or more%n", insight.slow, insight.all, ASKED_MILLIS);
    }

    private void organisation(String persona) throws Exception {
        var visitor = Pages.signedIn(site, persona);
        var front = text(visitor, "/insight");
        measure(persona, visitor, "/insight");
        for (var page : found(TOPIC, front)) {
            var topic = text(visitor, page);
            for (var choice : choices(page, topic)) {
                measure(persona, visitor, choice);
            }
            for (var file : found(FILE, topic)) {
                measure(persona, visitor, file);
            }
        }
        var today = LocalDate.now();
        var allTime = "from=%s&until=%s".formatted(today.minusYears(10).plusDays(1), today);
        measure(persona, visitor, "/insight?" + allTime);
        for (var page : List.of("need", "waiting", "unmet", "fair", "fence", "work", "wellbeing")) {
            measure(persona, visitor, "/insight/%s?%s".formatted(page, allTime));
        }
        measure(persona, visitor, "/insight/need?%s&kind=COMPANY&by=POSTCODE".formatted(allTime));
        measure(persona, visitor, "/insight/value?" + allTime);
        measure(persona, visitor, "/insight/brief");
    }

    private static List<String> choices(String page, String topic) {
        var choices = found(CHOICE, topic).stream()
                .filter(choice -> choice.startsWith(page + "?"))
                .toList();
        return choices.isEmpty() ? List.of(page) : choices;
    }

    private void outside(String persona) throws Exception {
        var visitor = Pages.signedIn(site, persona);
        measure(persona, visitor, "/figures");
        for (var quarter : found(QUARTER, text(visitor, "/figures")).stream().limit(1).toList()) {
            measure(persona, visitor, "/figures/" + quarter);
            measure(persona, visitor, "/figures/" + quarter + "/csv");
            for (var table : TABLES) {
                measure(persona, visitor, "/figures/%s/%s".formatted(quarter, table));
            }
        }
        for (var table : TABLES) {
            measure(persona, visitor, "/figures/over-time/" + table);
        }
        if (persona.equals("LARS")) {
            measure(persona, visitor, "/figures/draft");
        }
        measure(persona, visitor, "/factsheets");
        for (var year : found(YEAR, text(visitor, "/factsheets")).stream().limit(1).toList()) {
            measure(persona, visitor, "/factsheets/" + year);
        }
    }

    private void measure(String persona, HttpClient visitor, String path) throws Exception {
        var page = site.resolve(path);
        var answer = ask(visitor, page);
        if (answer < 0) {
            System.out.printf("%-8s %-90s not there%n", persona, path);
            return;
        }
        ask(visitor, page);
        var took = new ArrayList<Long>();
        for (var i = 0; i < times; i++) {
            took.add(ask(visitor, page));
        }
        var p95 = Pages.millis(took, 95);
        all++;
        slow += p95 >= ASKED_MILLIS ? 1 : 0;
        System.out.printf(
                Locale.ROOT,
                "%-8s %-90s p50 %7.1f ms  p95 %7.1f ms%s%n",
                persona,
                path,
                Pages.millis(took, 50),
                p95,
                p95 >= ASKED_MILLIS ? "  SLOW" : "");
    }

    /// Nanoseconds; -1 when the page is not there.
    private static long ask(HttpClient visitor, URI page) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var answer = visitor.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofByteArray());
        var took = System.nanoTime() - began;
        return switch (answer.statusCode()) {
            case 200 -> took;
            case 302, 303, 404 -> -1;
            default -> throw new IOException(page + " answers " + answer.statusCode());
        };
    }

    private String text(HttpClient visitor, String path) throws IOException, InterruptedException {
        return visitor.send(HttpRequest.newBuilder(site.resolve(path)).build(), BodyHandlers.ofString())
                .body()
                .replace("&amp;", "&");
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(one -> one.group(1)).distinct().collect(Collectors.toList());
    }
}
