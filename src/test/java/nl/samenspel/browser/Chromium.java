package nl.samenspel.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ForcedColors;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The system's own Chromium, driven by Playwright; one for the whole test run, and more for who walks in threads:
/// Playwright's connection belongs to the thread that made it.
final class Chromium implements AutoCloseable {

    static final int PHONE = 320;
    static final int DESK = 1280;

    static final boolean TAKES_PICTURES = Boolean.getBoolean("pictures");

    private static final Chromium SHARED = new Chromium();

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(installed())
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));

    @Override
    public void close() {
        playwright.close();
    }

    /// A visitor with an empty browser.
    static BrowserContext visitor(int width, boolean javaScript) {
        return visitor(width, javaScript, ForcedColors.NONE);
    }

    /// The same, perhaps with colours of their own instead of ours (high contrast).
    static BrowserContext visitor(int width, boolean javaScript, ForcedColors colours) {
        return SHARED.context(width, javaScript, colours);
    }

    /// A visitor of this browser.
    BrowserContext context(int width, boolean javaScript, ForcedColors colours) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 720 : 900)
                .setJavaScriptEnabled(javaScript)
                .setForcedColors(colours)
                .setLocale("nl-NL")
                .setTimezoneId("Europe/Amsterdam"));
        context.setDefaultTimeout(45_000);
        return context;
    }

    /// Kept in target/pictures, with `-Dpictures=true` only: drawing them takes longer than the page.
    static void picture(Page page, String name) {
        if (TAKES_PICTURES) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "pictures", name + ".png")));
        }
    }

    private static Path installed() {
        return Stream.concat(
                        Optional.ofNullable(System.getenv("CHROMIUM")).stream().map(Path::of),
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                                        .map(name -> Path.of(folder, name))))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The browser tests need Chromium. On Debian: apt-get install chromium. Elsewhere: set CHROMIUM to its path."));
    }
}
