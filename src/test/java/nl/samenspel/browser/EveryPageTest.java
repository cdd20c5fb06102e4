package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import nl.samenspel.access.Role;
import nl.samenspel.story.Persona;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Visits each page as each role of the demo town, by following every link, on a phone (320 px) and at a desk
/// (1280 px), in Dutch and in English. Nothing may hinder anyone: no violation of WCAG 2.2 AA that axe-core finds,
/// no scrolling sideways, no broken link, no error on the console (so nothing that the content security policy
/// stops), no key without words. Dutch is examined whole, at both widths; English for its words and its width on a
/// phone, where longer words show first. A page whose build, words apart, was judged already is not judged again,
/// nor visited in English.
///
/// With `-Dpictures=true` a picture of each is kept in target/pictures, and the README's is made anew.
@DemoTown
class EveryPageTest {

    /// Where staff begin beside the start: the lists of requests in states that are not on top.
    private static final List<String> LISTS =
            List.of("/requests?state=SEARCHING", "/requests?state=MATCHED", "/search?q=a");

    /// A link, and the kind of page it stood on.
    private record Way(String to, String from) {}

    @LocalServerPort
    int port;

    /// Words that stand letter under letter, because something beside them took all the room: more lines than
    /// words, of four letters at most.
    private static final String SQUEEZED = """
            (() => {
                const found = [];
                const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
                const range = document.createRange();
                for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                    const letters = text.data.trim().replace(/ +/g, ' ');
                    if (letters.length > 8) {
                        range.selectNodeContents(text);
                        const lines = new Set([...range.getClientRects()].map(line => Math.round(line.top))).size;
                        if (lines > letters.split(/[ –-]/).length && letters.length <= lines * 4) {
                            found.push(letters.slice(0, 40));
                        }
                    }
                }
                return found.join('; ');
            })()
            """;

    /// A page without its words, and of equal rows the first: what remains for axe to judge is its build and its
    /// classes.
    private static final String SHAPE = """
            (() => {
                const judged = /^(class|role|type|rel|style|aria-(hidden|current|live|expanded))$/;
                const shape = node => node.nodeType === Node.TEXT_NODE
                    ? (node.data.trim() ? 'x' : '')
                    : node.nodeType !== Node.ELEMENT_NODE ? ''
                    : '<' + node.localName
                        + [...node.attributes].map(({name, value}) =>
                            ` ${name}=${judged.test(name) || !value.trim() ? value : 'x'}`).join('')
                        + '>' + [...node.childNodes].map(shape).filter((one, at, all) => one !== all[at - 1]).join('')
                        + '</>';
                return shape(document.querySelector('main'));
            })()
            """;

    /// What a page is like at the width it has now, in one question: each goes through the browser's own processes.
    private record Look(int wide, String squeezed, boolean isWordless, String language, String shape) {

        private static final String QUESTION = """
                [
                    document.documentElement.scrollWidth,
                    %s,
                    document.body.textContent.includes('??'),
                    document.documentElement.lang,
                    %s,
                ]
                """.formatted(SQUEEZED, SHAPE);

        static Look at(Page page) {
            var answer = (List<?>) page.evaluate(QUESTION);
            return new Look(
                    (int) answer.get(0),
                    (String) answer.get(1),
                    (boolean) answer.get(2),
                    (String) answer.get(3),
                    (String) answer.get(4));
        }
    }

    private static final List<Integer> WIDTHS = List.of(Chromium.DESK, Chromium.PHONE);
    private static final List<Integer> ON_A_PHONE = List.of(Chromium.PHONE);

    private static final int THREADS = 2;

    /// A page asks no more, however many rows it shows: a list that asked for each of its rows would.
    private static final int STATEMENTS = 80;

    /// What tells all that is kept of somebody asks each table for it.
    private static final int STATEMENTS_OF_ALL_TABLES = 300;

    private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> shapes = ConcurrentHashMap.newKeySet();
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicInteger examined = new AtomicInteger();
    private final AtomicInteger papers = new AtomicInteger();

    @Test
    void words_letter_under_letter_are_noticed() {
        try (var guest = Chromium.visitor(Chromium.PHONE, true)) {
            var page = guest.newPage();
            page.setContent("""
                    <main style="overflow-wrap: anywhere">
                        <p style="inline-size: 2ch">Boodschappen doen</p>
                        <p style="inline-size: 12ch">Boodschappen doen</p>
                        <p style="inline-size: 5ch">Kind of help</p>
                        <p style="inline-size: 4ch">12–18 uur</p>
                    </main>
                    """);
            assertThat(page.evaluate(SQUEEZED)).isEqualTo("Boodschappen doen");
        }
    }

    @Test
    void what_hinders_people_is_noticed() {
        try (var guest = Chromium.visitor(Chromium.PHONE, true)) {
            var page = guest.newPage();
            page.setContent("""
                    <html lang="nl"><title>Een pagina</title>
                    <main><h1>Een pagina</h1><p style="color: #bbb">Bleek</p><img src="data:,"></main>
                    """);
            assertThat(Axe.faults(page))
                    .anyMatch(fault -> fault.startsWith("color-contrast: "))
                    .anyMatch(fault -> fault.startsWith("image-alt: "));
        }
    }

    @Test
    void no_page_hinders_anyone() throws Exception {
        Collection<String> kinds = new ConcurrentSkipListSet<>();
        Queue<String> waiting;
        try (var guest = Chromium.visitor(Chromium.DESK, true)) {
            waiting = new ConcurrentLinkedQueue<>(personas(guest));
        }
        Callable<Void> walker = () -> {
            try (var chromium = new Chromium()) {
                for (var persona = waiting.poll(); persona != null; persona = waiting.poll()) {
                    kinds.addAll(walk(chromium, persona));
                }
            }
            return null;
        };
        try (var walkers = Executors.newFixedThreadPool(THREADS)) {
            for (var done : walkers.invokeAll(Collections.nCopies(THREADS, walker))) {
                done.get();
            }
        }
        System.out.printf(
                "Every page: %d kinds of page, %d visits, %d examined by axe, %d papers read aloud, %d troubles%n%s%n",
                kinds.size(), visits.get(), examined.get(), papers.get(), troubles.size(), String.join("\n", kinds));
        assertThat(troubles).isEmpty();
        assertThat(statements(kinds))
                .as("statements for one page")
                .allSatisfy((kind, statements) -> assertThat(statements)
                        .as(kind)
                        .isLessThanOrEqualTo(
                                kind.startsWith("/my-data") || kind.startsWith("/privacy/")
                                        ? STATEMENTS_OF_ALL_TABLES
                                        : STATEMENTS));
        assertThat(kinds.size()).isGreaterThan(30);
        assertThat(papers).as("papers").hasPositiveValue();
    }

    @Test
    void a_paper_that_cannot_be_read_aloud_is_noticed() throws IOException {
        try (var paper = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            paper.addPage(new PDPage());
            paper.save(out);

            assertThat(ReadAloud.faults(out.toByteArray())).isNotEmpty();
        }
        assertThat(ReadAloud.faults("no paper".getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
    }

    /// With how many statements each kind of page asked the database, the most first.
    private static Map<String, Integer> statements(Collection<String> kinds) {
        var most = new TreeMap<String, Integer>();
        Statements.MOST.forEach((path, statements) -> most.merge(kindOf(path), statements, Math::max));
        most.keySet()
                .retainAll(kinds.stream()
                        .map(kind -> kind.replaceFirst("\\?.*", ""))
                        .toList());
        System.out.printf(
                "Statements for one page, the most first: %s%n",
                most.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(12)
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", ")));
        return most;
    }

    /// The guest (""), and of those the demo lets in one for each role.
    private List<String> personas(BrowserContext guest) {
        var page = guest.newPage();
        page.navigate(address("/demo"));
        var offered = page.locator("button[name=as]").all().stream()
                .map(button -> button.getAttribute("value"))
                .toList();
        var roles = EnumSet.noneOf(Role.class);
        var personas = new ArrayList<>(List.of(""));
        for (var name : offered) {
            if (roles.add(Persona.valueOf(name).role())) {
                personas.add(name);
            }
        }
        assertThat(roles).containsExactlyInAnyOrder(Role.values());
        return personas;
    }

    private Set<String> walk(Chromium chromium, String persona) {
        try (var context = chromium.context(Chromium.DESK, true, ForcedColors.NONE)) {
            var page = context.newPage();
            if (!persona.isEmpty()) {
                page.navigate(address("/demo"));
                page.locator("button[name=as][value='" + persona + "']").click();
            }
            var console = new ArrayList<String>();
            page.onConsoleMessage(message -> {
                // a text file has no icon of its own, so the browser looks for one
                if (message.type().equals("error") && !message.location().contains("/favicon.ico")) {
                    console.add(message.text());
                }
            });
            page.onPageError(console::add);
            var seen = new HashSet<String>();
            var kinds = new TreeSet<String>();
            var known = new HashSet<String>();
            var waiting = new ArrayDeque<Way>();
            waiting.add(new Way("/", ""));
            waiting.add(new Way("/home", ""));
            if (!persona.isEmpty() && Persona.valueOf(persona).role().isStaff()) {
                LISTS.forEach(list -> waiting.add(new Way(list, "")));
            }
            while (!waiting.isEmpty()) {
                var way = waiting.poll();
                var path = way.to();
                var kind = kindOf(path);
                // what a record offers differs from state to state: one from each list that leads there
                if (!known.add(path) || !seen.add(kind.contains("/ID") ? kind + " from " + way.from() : kind)) {
                    continue;
                }
                kinds.add(kind);
                if (visit(page, persona, path, kind, "nl", console)) {
                    visit(page, persona, path, kind, "en", console);
                }
                // links in other people's mail are not for whoever looks
                if (!path.startsWith("/demo/mailbox")) {
                    links(page, ":not([download])").forEach(link -> waiting.add(new Way(link, kind)));
                    links(page, "[download]").stream()
                            .filter(link -> kinds.add(kindOf(link)))
                            .forEach(link -> download(context, persona, link));
                }
            }
            return kinds;
        }
    }

    /// @return whether its build was new, so that it is worth a visit in the other language
    private boolean visit(Page page, String persona, String path, String kind, String language, List<String> console) {
        var where = "%s %s (%s)".formatted(persona.isEmpty() ? "guest" : persona, path, language);
        console.clear();
        var answer = page.navigate(address(path + (path.contains("?") ? "&" : "?") + "language=" + language));
        if (answer.status() >= 400) {
            troubles.add(where + ": answers " + answer.status());
            return false;
        }
        if (!String.valueOf(answer.headerValue("content-type")).startsWith("text/html")) {
            return false;
        }
        visits.incrementAndGet();
        var isNew = Chromium.TAKES_PICTURES;
        // English comes after Dutch, on the phone that is there already: another width takes as long as another page
        for (var width : language.equals("nl") ? WIDTHS : ON_A_PHONE) {
            if (page.viewportSize().width != width) {
                page.setViewportSize(width, width < 600 ? 720 : 900);
            }
            var look = Look.at(page);
            if (look.wide() > width) {
                troubles.add("%s: %d px wide on a screen of %d".formatted(where, look.wide(), width));
            }
            if (!look.squeezed().isEmpty()) {
                troubles.add("%s: letter under letter on a screen of %d: %s".formatted(where, width, look.squeezed()));
            }
            if (look.isWordless()) {
                troubles.add(where + ": words are missing");
            }
            if (!look.language().equals(language)) {
                troubles.add(where + ": says it is in " + look.language());
            }
            // the same build in the same classes at the same width was judged before
            if (language.equals("nl") && shapes.add(width + " " + look.shape())) {
                isNew = true;
                examined.incrementAndGet();
                Axe.faults(page).forEach(fault -> troubles.add("%s at %d px: %s".formatted(where, width, fault)));
            }
            if (Chromium.TAKES_PICTURES) {
                if (path.equals("/workbench") && language.equals("nl") && width == Chromium.DESK) {
                    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("docs/pictures/workbench.png")));
                }
                Chromium.picture(
                        page,
                        "%s/%s-%s-%d"
                                .formatted(
                                        persona.isEmpty() ? "guest" : persona,
                                        kind.replaceAll("[^a-zA-Z0-9]+", "_"),
                                        language,
                                        width));
            }
        }
        console.forEach(line -> troubles.add(where + ": console: " + line));
        return isNew;
    }

    /// What is for keeping must be there, and a paper must be readable aloud.
    private void download(BrowserContext context, String persona, String path) {
        var where = "%s %s".formatted(persona.isEmpty() ? "guest" : persona, path);
        var answer = context.request().get(address(path));
        if (answer.status() >= 400) {
            troubles.add(where + ": answers " + answer.status());
        } else if (answer.headers().getOrDefault("content-type", "").startsWith("application/pdf")) {
            papers.incrementAndGet();
            ReadAloud.faults(answer.body()).forEach(fault -> troubles.add(where + ": " + fault));
        }
    }

    private static List<String> links(Page page, String which) {
        @SuppressWarnings("unchecked")
        var links = (List<String>) page.evaluate(
                "which => Array.from(document.querySelectorAll('a[href]' + which), a => a.href).filter(h => h.startsWith(location.origin + '/'))",
                which);
        return links.stream()
                .map(URI::create)
                .map(uri -> uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                .map(path -> path.replaceAll("[?&]language=(nl|en)", "").replaceFirst("^([^?]*)&", "$1?"))
                .filter(path -> !path.startsWith("/api/") && !path.startsWith("/openapi") && !path.equals("/error"))
                .distinct()
                .toList();
    }

    /// The path with what differs from record to record taken out.
    private static String kindOf(String path) {
        return path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("(?<!state)=[^&]*", "=")
                .replaceAll("/[0-9]+(?=/|$)", "/N");
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
