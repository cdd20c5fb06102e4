package nl.samenspel.access.web;

import io.nayuki.qrcodegen.QrCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import nl.samenspel.access.Account;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.From;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Passkeys;
import nl.samenspel.access.PasswordRules;
import nl.samenspel.access.Provider;
import nl.samenspel.access.SecondFactors;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.SignIns;
import nl.samenspel.access.SignIns.Proof;
import nl.samenspel.access.Viewer;
import nl.samenspel.access.WayIn;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// My access: what I come in with, where I am signed in, and what happened to that. Who must set up a second factor
/// first comes no further than these pages.
@Controller
@RequestMapping("/my-access")
class MyAccessPages {

    private static final String NEW_APP = "new-app";

    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final SignIns signIns;
    private final SignInDesk desk;
    private final Accounts accounts;
    private final Provider provider;
    private final Words words;
    private final Clock clock;
    private final PasswordRules rules;

    MyAccessPages(
            SecondFactors factors,
            Passkeys passkeys,
            SignIns signIns,
            SignInDesk desk,
            Accounts accounts,
            Provider provider,
            Words words,
            Clock clock,
            PasswordRules rules) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.signIns = signIns;
        this.desk = desk;
        this.accounts = accounts;
        this.provider = provider;
        this.words = words;
        this.clock = clock;
        this.rules = rules;
    }

    /// A line of a list, in words.
    public record Line(UUID id, String what, String since, String last, boolean here) {}

    /// Something that happened, in words.
    ///
    /// @param how who helped and how they knew, or nothing
    public record Past(String at, String what, String how) {}

    @GetMapping
    @MayUse
    ModelAndView show(HttpServletRequest request) {
        var mine = factors.mine();
        var page = new ModelAndView("access/my-access");
        page.addObject("mine", mine);
        page.addObject("provider", provider.isThere() ? provider.name() : "");
        page.addObject("connected", provider.isThere() && provider.isMine());
        page.addObject("signInName", me().signInName());
        page.addObject("appSince", when(mine.appSince()));
        page.addObject("sheetSince", when(mine.sheetSince()));
        page.addObject(
                "passkeys",
                mine.passkeys().stream()
                        .map(one -> new Line(one.id(), one.name(), when(one.since()), when(one.usedAt()), false))
                        .toList());
        page.addObject(
                "sessions",
                signIns.listMine(request).stream()
                        .map(one -> new Line(
                                one.id(),
                                device(one.browser(), one.system()),
                                when(one.since()),
                                when(one.seen()),
                                one.here()))
                        .toList());
        page.addObject(
                "past",
                factors.whatHappened().stream()
                        .map(one -> new Past(when(one.at()), words.of("access.event", one.what()), how(one)))
                        .toList());
        return page;
    }

    private String device(String browser, String system) {
        return words.get("access.device", words.get("access.browser." + browser), words.get("access.system." + system));
    }

    private String how(WayIn.Happened one) {
        if (one.by() == null) {
            return "";
        }
        return one.seenHow() == null
                ? words.get("access.event.by", one.by())
                : words.get("access.event.by.how", one.by(), words.of("access.seen", one.seenHow()));
    }

    private String when(@Nullable Instant at) {
        return at == null
                ? ""
                : DateTimeFormatter.ofPattern("d MMMM yyyy, H:mm", words.locale())
                        .format(at.atZone(clock.getZone()));
    }

    private Account me() {
        return accounts.find(Viewer.current().me()).orElseThrow();
    }

    /// The one page for who must set up a second factor first: three ways to do so.
    @GetMapping("/begin")
    @MayUse(settingUp = true)
    Object begin() {
        var mine = factors.mine();
        return mine.secondAsked() && !mine.hasSecond()
                ? new ModelAndView(
                        "access/begin", Map.of("name", Viewer.current().name()))
                : "redirect:/home";
    }

    // --- the app ---

    @GetMapping("/app")
    @MayUse(settingUp = true, shownJustNow = true)
    ModelAndView app(HttpSession session) {
        return app(session, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/app")
    @MayUse(settingUp = true, shownJustNow = true)
    Object keepApp(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(typed, "access.app");
        var code = form.secret("code", 20);
        var session = request.getSession();
        if (form.isRight()) {
            if (session.getAttribute(NEW_APP) instanceof String begun && factors.keepApp(begun, code)) {
                session.removeAttribute(NEW_APP);
                return added(request, redirect, "access.app.added");
            }
            form.refuse("code", "access.app.wrong");
        }
        return app(session, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView app(HttpSession session, Form form, HttpStatus status) {
        var begun = session.getAttribute(NEW_APP) instanceof String text ? text : null;
        var app = factors.newApp(begun, "Samenspel", me().signInName());
        session.setAttribute(NEW_APP, app.sealed());
        var square = QrCode.encodeText(app.address(), QrCode.Ecc.MEDIUM);
        var page = new HashMap<String, Object>();
        page.put("form", form);
        page.put("typed", app.typed());
        page.put("address", app.address());
        page.put("square", drawn(square));
        page.put("size", square.size);
        return new ModelAndView("access/app", page, status);
    }

    /// The dark squares, row by row, as one path.
    private static String drawn(QrCode square) {
        var path = new StringBuilder();
        for (var y = 0; y < square.size; y++) {
            for (var x = 0; x < square.size; x++) {
                if (square.getModule(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    @PostMapping("/app/remove")
    @MayUse(shownJustNow = true)
    String removeApp(HttpServletRequest request, RedirectAttributes redirect) {
        return removed(factors.removeApp(), request, redirect);
    }

    // --- the sheet ---

    /// The codes are on the answer itself and nowhere else: shown once, to be printed or written down.
    @PostMapping("/sheet")
    @MayUse(settingUp = true, shownJustNow = true)
    ModelAndView sheet(HttpServletRequest request) {
        var codes = factors.newSheet();
        signIns.changed(Proof.TWO, request);
        return new ModelAndView("access/sheet", Map.of("codes", codes, "signInName", me().signInName()));
    }

    @PostMapping("/sheet/remove")
    @MayUse(shownJustNow = true)
    String removeSheet(HttpServletRequest request, RedirectAttributes redirect) {
        return removed(factors.removeSheet(), request, redirect);
    }

    // --- passkeys ---

    @GetMapping("/passkey")
    @MayUse(settingUp = true, shownJustNow = true)
    ModelAndView passkey(HttpServletRequest request) {
        var from = From.of(request);
        return new ModelAndView(
                "access/passkey", Map.of("form", Form.filled(Map.of("called", device(from.browser(), from.system())))));
    }

    @PostMapping(path = "/passkey/question", produces = MediaType.APPLICATION_JSON_VALUE)
    @MayUse(settingUp = true)
    @ResponseBody
    String question(HttpSession session) {
        var me = me();
        var question = passkeys.toAdd(me.signInName(), me.name());
        session.setAttribute(SignInPages.QUESTION, question.challenge());
        return question.json();
    }

    @PostMapping("/passkey")
    @MayUse(settingUp = true, shownJustNow = true)
    Object addPasskey(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(typed, "access.passkey");
        var called = form.text("called", 60);
        var session = request.getSession();
        if (form.isRight()) {
            var challenge = session.getAttribute(SignInPages.QUESTION);
            session.removeAttribute(SignInPages.QUESTION);
            if (challenge instanceof String question && passkeys.add(question, form.value("credential"), called)) {
                return added(request, redirect, "access.passkey.added");
            }
            form.refuse("called", "access.passkey.failed");
        }
        return new ModelAndView("access/passkey", Map.of("form", form), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/passkey/{id}/remove")
    @MayUse(shownJustNow = true)
    String removePasskey(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes redirect) {
        return removed(passkeys.remove(id), request, redirect);
    }

    // --- the identity provider ---

    @PostMapping("/provider")
    @MayUse(shownJustNow = true)
    Object connect(HttpServletRequest request) {
        if (!provider.isThere()) {
            return "redirect:/my-access";
        }
        signIns.connect(request);
        // a link and not a redirect: our policy lets no form lead to another site
        return new ModelAndView("access/provider", Map.of("provider", provider.name(), "id", Provider.ID));
    }

    @PostMapping("/provider/remove")
    @MayUse(shownJustNow = true)
    String disconnect(HttpServletRequest request, RedirectAttributes redirect) {
        var mine = factors.mine();
        var leaves = mine.password() || !mine.passkeys().isEmpty();
        if (leaves) {
            provider.disconnect();
        }
        return removed(leaves, request, redirect);
    }

    // --- the password ---

    @GetMapping("/password")
    @MayUse(shownJustNow = true)
    ModelAndView password() {
        return new ModelAndView("access/password", Map.of("form", Form.empty(), "mine", factors.mine()));
    }

    @PostMapping("/password")
    @MayUse(shownJustNow = true)
    Object setPassword(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(typed, "access.password");
        var password = Passwords.read(form);
        Passwords.judge(form, rules, password, Viewer.current().me());
        var mine = factors.mine();
        if (mine.password()) {
            var present = form.secret("present", 200);
            if (form.isRight()) {
                switch (desk.knock(me().signInName(), present, From.of(request))) {
                    case SignInDesk.Knock.In _, SignInDesk.Knock.SecondAsked _ -> {}
                    case SignInDesk.Knock.Wrong _ -> form.refuse("present", "access.password.present.wrong");
                    case SignInDesk.Knock.TooOften _ -> form.refuse("present", "access.sign-in.often");
                }
            }
        }
        if (!form.isRight()) {
            return new ModelAndView(
                    "access/password", Map.of("form", form, "mine", mine), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        desk.changePassword(password);
        signIns.changed(null, request);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("access.password.changed"));
        return "redirect:/my-access";
    }

    // --- where one is signed in ---

    @PostMapping("/sessions/{id}/end")
    @MayUse
    String end(@PathVariable UUID id, RedirectAttributes redirect) {
        signIns.endMine(id);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("access.sessions.ended"));
        return "redirect:/my-access";
    }

    @PostMapping("/sessions/end-others")
    @MayUse
    String endOthers(HttpServletRequest request, RedirectAttributes redirect) {
        signIns.endOthers(request);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("access.sessions.allEnded"));
        return "redirect:/my-access";
    }

    private String added(HttpServletRequest request, RedirectAttributes redirect, String said) {
        signIns.changed(Proof.TWO, request);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get(said));
        return "redirect:/my-access";
    }

    private String removed(boolean done, HttpServletRequest request, RedirectAttributes redirect) {
        if (done) {
            signIns.changed(null, request);
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("access.removed"));
        } else {
            Notice.put(redirect, Notice.Kind.WARNING, words.get("access.removed.last"));
        }
        return "redirect:/my-access";
    }
}
