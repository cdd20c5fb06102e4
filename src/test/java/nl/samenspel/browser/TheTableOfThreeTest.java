package nl.samenspel.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// One table, five people in five browsers: the plan is agreed by daughter, volunteer and nurse; the volunteer falls
/// ill, and within one page load what he did is nobody's; a volunteer of another organisation takes over.
@DemoTown
class TheTableOfThreeTest {

    @LocalServerPort
    int port;

    private final List<BrowserContext> browsers = new ArrayList<>();

    /// Something only this walk says, to find it back.
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_volunteer_falls_ill_and_nothing_is_left_undone_unseen(boolean javaScript) {
        var coordinator = as("MARIEKE", javaScript);
        var daughter = as("ANNEKE", javaScript);
        var nurse = as("SAMIRA", javaScript);
        var volunteer = as("HENK", javaScript);
        var another = as("NOOR", javaScript);
        var table = new AroundTheTable(address(""), tableOf(coordinator, "Truus de Boer"), mark);
        table.ask(coordinator, volunteer, "Henk", "Henk Visser");
        table.join(coordinator, another, "Noor", "Jansen", "VOLUNTEER", "Truus de Boer");
        table.nothingIsLeftUndoneUnseen(coordinator, "/workbench", daughter, nurse, volunteer, another);
    }

    private String tableOf(Page page, String participant) {
        page.navigate(address("/careplans"));
        return page.locator("li.card")
                .filter(new Locator.FilterOptions().setHasText(participant))
                .locator("a")
                .getAttribute("href");
    }

    private Page as(String persona, boolean javaScript) {
        var page = visitor(persona.equals("MARIEKE") ? Chromium.DESK : Chromium.PHONE, javaScript);
        page.navigate(address("/demo"));
        AroundTheTable.follow(page, page.locator("button[name=as][value=" + persona + "]"));
        return page;
    }

    private Page visitor(int width, boolean javaScript) {
        var context = Chromium.visitor(width, javaScript);
        browsers.add(context);
        return context.newPage();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
