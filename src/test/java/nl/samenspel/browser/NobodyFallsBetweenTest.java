package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.referrals.Days;
import nl.samenspel.referrals.Handing;
import nl.samenspel.referrals.NewReferral;
import nl.samenspel.referrals.Reason;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.referrals.ReferralId;
import nl.samenspel.referrals.Referrals;
import nl.samenspel.referrals.Scope;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// A district nurse hands somebody over: the first organisation has no room, the second does not answer, the third says
/// yes, together with home care. At every moment somebody holds the request. At the table the plan is agreed; what the
/// volunteer did who falls ill is nobody's one page load later, and another takes over. With JavaScript and without.
@DemoTown
@NullUnmarked
class NobodyFallsBetweenTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Organisations organisations;

    @Autowired
    Referrals referrals;

    @Autowired
    HelpRequests requests;

    @Autowired
    Accounts accounts;

    @Autowired
    SignInDesk desk;

    private final List<BrowserContext> browsers = new ArrayList<>();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_has_no_room_one_does_not_answer_and_the_third_says_yes(boolean javaScript) {
        // a minute's work: two answers, a choice, a name, the request, consent
        var nurse = as("SAMIRA", javaScript);
        nurse.navigate(address("/hand-over"));
        nurse.locator("#kind").selectOption("COMPANY");
        nurse.locator("#postcode").fill("1813");
        press(nurse, "Zoek");
        assertThat(nurse.locator("main").innerText()).contains("Maatjes Kennemerland, Alkmaar", "plek");
        door(nurse, "Maatjes Kennemerland, Alkmaar").check();
        nurse.locator("#givenName").fill("Wilhelmina");
        nurse.locator("#familyName").fill("Teststra " + mark);
        nurse.locator("#words").fill("Na mijn val kom ik de deur niet meer uit. " + mark);
        nurse.locator("label.choice", new Page.LocatorOptions().setHasText("Ja, dat heeft deze persoon"))
                .locator("input")
                .check();
        press(nurse, "Draag over");
        assertThat(nurse.locator("#problems").count()).isZero();
        assertThat(nurse.locator("main").innerText()).contains("Welzijn aan de Vaart");
        var request = HelpRequestId.of(nurse.url().replaceFirst(".*/", ""));

        // the first sees no name and no words, and has no room
        var first = as("MARIEKE", javaScript);
        first.navigate(address("/referrals"));
        var incoming = first.locator("main a[href*='/referrals/']")
                .filter(new Locator.FilterOptions().setHasText("Welzijn aan de Vaart"));
        follow(first, incoming.last());
        assertThat(first.locator("main").innerText()).doesNotContain("Wilhelmina", mark);
        first.locator("summary", new Page.LocatorOptions().setHasText("Nee, dat kan niet"))
                .click();
        first.locator("label.choice", new Page.LocatorOptions().setHasText("te weinig mensen"))
                .locator("input")
                .check();
        press(first, "Zeg nee");
        assertThat(first.locator("main").innerText()).contains("nee gezegd");
        nurse.navigate(address("/my-referrals"));
        follow(nurse, nurse.locator("main a[href*='/my-referrals/']").first());
        assertThat(nurse.locator("main").innerText()).contains("kan het niet doen", "te weinig mensen");
        assertThat(holder(request)).isEqualTo("Welzijn aan de Vaart");

        // the second lets the term pass
        var silent = neighbourhood.team();
        refer(request, silent.branch());
        Days.pass(context, request, 8);
        assertThat(holder(request)).isEqualTo("Welzijn aan de Vaart");
        nurse.navigate(address("/my-referrals"));
        assertThat(nurse.locator("main").innerText()).contains("niet gelukt");

        // the third says yes, and reads who it is and what happened before
        var duinstreek = organisations.listBranches().stream()
                .filter(branch -> branch.name().equals("Duinstreek"))
                .map(Branch::id)
                .findFirst()
                .orElseThrow();
        refer(request, duinstreek);
        var third = as("ELS", javaScript);
        third.navigate(address("/referrals"));
        third
                .locator("main a[href*='/referrals/']")
                .filter(new Locator.FilterOptions().setHasText("Welzijn aan de Vaart"))
                .all()
                .stream()
                .map(link -> link.getAttribute("href"))
                .toList()
                .forEach(link -> {
                    third.navigate(address(link));
                    if (third.locator("main").innerText().contains("Van Welzijn")
                            && third.locator("main button").allInnerTexts().contains("Ja, wij nemen het over")
                            && referrals(duinstreek, link)) {
                        press(third, "Ja, wij nemen het over");
                    }
                });
        third.navigate(address("/requests/" + request));
        assertThat(third.locator("main").innerText()).contains("Wilhelmina", mark, "antwoordde niet op tijd");
        assertThat(holder(request)).isEqualTo("Maatjes Kennemerland");
        nurse.navigate(address("/my-requests/" + request));
        assertThat(nurse.locator("main").innerText()).contains("Duinstreek");

        // together with home care: the nurse stays at the table that the third lays, with the daughter and volunteers
        var daughter = as("ANNEKE", javaScript);
        var volunteer = as("HENK", javaScript);
        var another = as("NOOR", javaScript);
        third.navigate(address("/careplans/open?request=" + request));
        third.locator("input[name=fromTheStart][value=YES]").check();
        click(third, third.locator("main form button[type=submit]").first());
        var plan = third.url().replaceFirst(".*(/careplans/[^/]+).*", "$1");
        var table = new AroundTheTable(address(""), plan, mark);
        table.ask(third, volunteer, "Henk", "Henk Visser");
        table.join(third, daughter, "Anneke", "de Boer", "RELATIVE", "Wilhelmina");
        table.join(third, nurse, "Samira", "El Idrissi", "PROFESSIONAL", "Wilhelmina");
        table.join(third, another, "Noor", "Jansen", "VOLUNTEER", "Wilhelmina");
        table.nothingIsLeftUndoneUnseen(third, "/careplans", daughter, nurse, volunteer, another);
    }

    /// Whether this page is of the referral to this branch.
    private boolean referrals(BranchId branch, String link) {
        var id = ReferralId.of(link.replaceFirst(".*/", ""));
        return ineke().call(() -> referrals.find(id))
                .filter(one -> one.what().toBranch().equals(branch))
                .isPresent();
    }

    private void refer(HelpRequestId request, BranchId to) {
        var handing = ineke().call(() -> {
            var participant = requests.find(request).orElseThrow().ask().participant();
            return referrals.refer(new NewReferral(
                    Way.HAND_OVER,
                    request,
                    to,
                    Reason.EXPERTISE,
                    "",
                    Set.of(Scope.REACH),
                    new NewReferral.Told(participant),
                    ""));
        });
        assertThat(handing).isInstanceOf(Handing.Asked.class);
    }

    /// Who holds it, whoever that is: someone, always.
    private String holder(HelpRequestId request) {
        var names = organisations.list().stream()
                .filter(organisation -> Viewer.installation()
                        .atTheWholeDesk(organisation.id())
                        .call(() -> requests.find(request))
                        .filter(HelpRequest.Open.class::isInstance)
                        .filter(one -> one.holder().organisation().equals(organisation.id()))
                        .isPresent())
                .map(organisation -> organisation.name())
                .toList();
        assertThat(names).hasSize(1);
        return names.getFirst();
    }

    /// The coordinator of the desk that holds it meanwhile.
    private Viewer ineke() {
        return Viewer.installation()
                .call(() -> accounts.findByAddress("ineke.blom@welzijnaandevaart.example"))
                .flatMap(account -> desk.viewer(account, null))
                .orElseThrow();
    }

    private static Locator door(Page page, String name) {
        return page.locator("label.choice", new Page.LocatorOptions().setHasText(name))
                .locator("input")
                .first();
    }

    private Page as(String persona, boolean javaScript) {
        var browser = Chromium.visitor(Chromium.DESK, javaScript);
        browsers.add(browser);
        var page = browser.newPage();
        page.navigate(address("/demo"));
        click(page, page.locator("button[name=as][value=" + persona + "]"));
        return page;
    }

    private void follow(Page page, Locator link) {
        page.navigate(address(link.getAttribute("href")));
    }

    private static void press(Page page, String button) {
        click(
                page,
                page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true)));
    }

    /// Clicks what leads to another page, and waits until that is there.
    private static void click(Page page, Locator what) {
        page.waitForResponse(
                answer -> answer.request().isNavigationRequest() && answer.status() / 100 != 3, what::click);
        page.waitForLoadState();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
