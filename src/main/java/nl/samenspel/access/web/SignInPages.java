package nl.samenspel.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Code;
import nl.samenspel.access.Drafts;
import nl.samenspel.access.From;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Passkeys;
import nl.samenspel.access.PasswordRules;
import nl.samenspel.access.Provider;
import nl.samenspel.access.Recovery;
import nl.samenspel.access.Role;
import nl.samenspel.access.SecondFactors;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.SignInDesk.Knock;
import nl.samenspel.access.SignInDesk.Shown;
import nl.samenspel.access.SignIns;
import nl.samenspel.access.SignIns.Proof;
import nl.samenspel.access.TooBusyException;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Installation;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Coming in: signing in, the second factor, showing again who one is, enrolling with a code, a forgotten password,
/// going on with what one was typing.
@Controller
class SignInPages {

    /// The question that a passkey is to answer.
    static final String QUESTION = "passkey-question";

    private final SignInDesk desk;
    private final SignIns signIns;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Recovery recovery;
    private final Drafts drafts;
    private final Installation installation;
    private final Words words;
    private final Provider provider;
    private final PasswordRules rules;

    SignInPages(
            SignInDesk desk,
            SignIns signIns,
            SecondFactors factors,
            Passkeys passkeys,
            Recovery recovery,
            Drafts drafts,
            Installation installation,
            Words words,
            Provider provider,
            PasswordRules rules) {
        this.desk = desk;
        this.signIns = signIns;
        this.factors = factors;
        this.passkeys = passkeys;
        this.recovery = recovery;
        this.drafts = drafts;
        this.installation = installation;
        this.words = words;
        this.provider = provider;
        this.rules = rules;
    }

    @GetMapping("/sign-in")
    @MayUse(everyone = true)
    String signIn(
            @RequestParam(required = false) @Nullable String wrong,
            @RequestParam(required = false) @Nullable String often,
            @RequestParam(required = false) @Nullable String ended,
            @RequestParam(required = false) @Nullable String late,
            @RequestParam(name = "provider", required = false) @Nullable String trouble,
            @RequestParam(required = false) @Nullable String to,
            Model model) {
        if (model.getAttribute("signInName") instanceof String name) {
            model.addAttribute(Form.ATTRIBUTE, Form.filled(Map.of("name", name)));
        }
        model.addAttribute("wrong", wrong != null);
        model.addAttribute("often", often != null);
        model.addAttribute("ended", ended != null || late != null);
        model.addAttribute("to", to == null ? "" : to);
        model.addAttribute("demo", installation.isDemo());
        model.addAttribute("provider", provider.isThere() ? provider.name() : "");
        model.addAttribute("unknown", "unknown".equals(trouble));
        model.addAttribute("failed", "failed".equals(trouble));
        return "access/sign-in";
    }

    @PostMapping("/sign-in")
    @MayUse(everyone = true)
    String knock(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (desk.knock(name, password, From.of(request))) {
            case Knock.In(var account) -> in(account, Proof.PASSWORD, to, request, response);
            case Knock.SecondAsked(var account) -> {
                signIns.beginHalf(account, Paths.safe(to), request);
                yield "redirect:/sign-in/second";
            }
            case Knock.Wrong _ -> "redirect:/sign-in?wrong" + asked(to);
            case Knock.TooOften _ -> "redirect:/sign-in?often" + asked(to);
        };
    }

    @GetMapping("/sign-in/second")
    @MayUse(everyone = true)
    Object second(HttpServletRequest request) {
        return signIns.half(request).isEmpty()
                ? "redirect:/sign-in?late"
                : new ModelAndView("access/second", Map.of("form", Form.empty()));
    }

    @PostMapping("/sign-in/second")
    @MayUse(everyone = true)
    Object second(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var half = signIns.half(request);
        if (half.isEmpty()) {
            return "redirect:/sign-in?late";
        }
        var form = Form.of(typed, "access.second");
        var code = form.secret("code", 40);
        if (form.isRight()) {
            switch (desk.second(half.get().account(), code, From.of(request))) {
                case RIGHT -> {
                    var to = in(half.get().account(), Proof.TWO, half.get().to(), request, response);
                    return warnOfLastCode(half.get().account(), to, redirect);
                }
                case WRONG -> form.refuse("code", "access.second.wrong");
                case TOO_OFTEN -> {
                    signIns.endHalf(request);
                    return "redirect:/sign-in?often";
                }
            }
        }
        return new ModelAndView("access/second", Map.of("form", form), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// After the last code of a sheet there is no next time without a new one.
    private String warnOfLastCode(AccountId account, String to, RedirectAttributes redirect) {
        var left = Viewer.NOBODY
                .call(() -> desk.viewer(account, null))
                .map(viewer -> viewer.call(factors::mine))
                .orElseThrow();
        if (left.hasSecond()) {
            return to;
        }
        Notice.put(redirect, Notice.Kind.WARNING, words.get("access.sheet.last"));
        return "redirect:/my-access";
    }

    // --- passkeys ---

    /// What the browser must answer with a passkey. The same for everybody: it tells nothing of anyone.
    @PostMapping(path = "/passkey/question", produces = MediaType.APPLICATION_JSON_VALUE)
    @MayUse(everyone = true)
    @ResponseBody
    String question(HttpSession session) {
        var question = passkeys.toShow();
        session.setAttribute(QUESTION, question.challenge());
        return question.json();
    }

    @PostMapping("/passkey")
    @MayUse(everyone = true)
    String show(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var account = answered(request, credential);
        if (account.isEmpty()) {
            Notice.put(redirect, Notice.Kind.ERROR, words.get("access.passkey.wrong"));
            return "redirect:/sign-in" + asked(to).replaceFirst("&", "?");
        }
        return in(account.get(), Proof.PASSKEY, to, request, response);
    }

    /// Whose passkey answers the question of this session. A question is answered once.
    private Optional<AccountId> answered(HttpServletRequest request, String credential) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(QUESTION) instanceof String challenge)) {
            return Optional.empty();
        }
        session.removeAttribute(QUESTION);
        return passkeys.show(challenge, credential);
    }

    // --- showing again ---

    @GetMapping("/show-again")
    @MayUse(settingUp = true)
    ModelAndView showAgain(@RequestParam(defaultValue = "") String to) {
        return showAgain(Form.filled(Map.of("to", Paths.safe(to))), HttpStatus.OK);
    }

    @PostMapping("/show-again")
    @MayUse(settingUp = true)
    Object showAgain(@RequestParam MultiValueMap<String, String> typed, HttpServletRequest request) {
        var form = Form.of(typed, "access.show-again");
        var password = form.secret("password", 200);
        var asked = factors.mine().secondAsked() && factors.mine().hasSecond();
        var code = asked ? form.secret("code", 40) : "";
        if (form.isRight()) {
            switch (desk.again(password, code, From.of(request))) {
                case Shown.RIGHT -> {
                    signIns.shownAgain(asked ? Proof.TWO : null, request);
                    return "redirect:" + Paths.safe(form.value("to"));
                }
                case Shown.WRONG -> form.refuse("password", "access.show-again.wrong");
                case Shown.TOO_OFTEN -> form.refuse("password", "access.sign-in.often");
            }
        }
        return showAgain(form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/show-again/passkey")
    @MayUse(settingUp = true)
    String showAgain(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (answered(request, credential).filter(Viewer.current().me()::equals).isEmpty()) {
            Notice.put(redirect, Notice.Kind.ERROR, words.get("access.passkey.wrong"));
            return "redirect:/show-again?to=" + Paths.safe(to);
        }
        signIns.shownAgain(Proof.PASSKEY, request);
        return "redirect:" + Paths.safe(to);
    }

    private ModelAndView showAgain(Form form, HttpStatus status) {
        return new ModelAndView("access/show-again", Map.of("form", form, "mine", factors.mine()), status);
    }

    // --- enrolling, recovering ---

    @GetMapping("/enrol")
    @MayUse(everyone = true)
    ModelAndView enrol(@RequestParam(defaultValue = "") String code) {
        var asked = code.isEmpty() ? Optional.<SignInDesk.Enrolling>empty() : desk.enrolling(new Code(code));
        return enrol(
                Form.filled(Map.of("code", code)),
                asked.filter(SignInDesk.Enrolling::second).isPresent(),
                HttpStatus.OK);
    }

    /// Only this uses the code up: a mail scanner that opens the link does not. Where there is a second factor it is
    /// asked for here too: a mailbox alone is not enough.
    @PostMapping("/enrol")
    @MayUse(everyone = true)
    Object setPassword(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var form = Form.of(typed, "access.enrol");
        var code = new Code(form.text("code", 60));
        var password = Passwords.read(form);
        var whose = form.error("code") == null && desk.mayTryCode(From.of(request))
                ? desk.enrolling(code)
                : Optional.<SignInDesk.Enrolling>empty();
        if (whose.isEmpty()) {
            if (form.error("code") == null) {
                form.refuse("code", "access.enrol.code.over");
            }
            return enrol(form, false, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Passwords.judge(form, rules, password, whose.get().account());
        var second = whose.get().second();
        if (second && form.isRight()) {
            var shown = form.secret("second", 40);
            if (form.isRight()) {
                switch (desk.second(whose.get().account(), shown, From.of(request))) {
                    case RIGHT -> {}
                    case WRONG -> form.refuse("second", "access.second.wrong");
                    case TOO_OFTEN -> form.refuse("second", "access.sign-in.often");
                }
            }
        }
        if (!form.isRight()) {
            return enrol(form, second, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (desk.setPassword(code, password).isEmpty()) {
            form.refuse("code", "access.enrol.code.over");
            return enrol(form, second, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        signIns.remember(whose.get().account(), request, response);
        Notice.put(
                redirect,
                Notice.Kind.SUCCESS,
                words.get("access.enrol.done", whose.get().signInName()));
        redirect.addFlashAttribute("signInName", whose.get().signInName());
        return "redirect:/sign-in";
    }

    private static ModelAndView enrol(Form form, boolean second, HttpStatus status) {
        return new ModelAndView("access/enrol", Map.of("form", form, "second", second), status);
    }

    @GetMapping("/forgotten")
    @MayUse(everyone = true)
    String forgotten(Model model) {
        model.addAttribute("form", Form.empty());
        return "access/forgotten";
    }

    /// Says and does the same whether or not there is such an account.
    @PostMapping("/forgotten")
    @MayUse(everyone = true)
    Object recover(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(typed);
        var address = form.email("email");
        if (!form.isRight()) {
            return new ModelAndView("access/forgotten", Map.of("form", form), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        recovery.ask(address, From.of(request));
        Notice.put(redirect, Notice.Kind.INFO, words.get("access.forgotten.sent"));
        return "redirect:/sign-in";
    }

    // --- where one goes ---

    /// Where everyone starts after signing in: the page of the role that asks most of them.
    @GetMapping("/home")
    @MayUse
    String home() {
        var viewer = Viewer.current();
        if (viewer.desk() != null) {
            return "redirect:/workbench";
        }
        if (viewer.is(Role.ADMINISTRATOR)) {
            return "redirect:/organisations";
        }
        if (viewer.is(Role.TEAM_LEADER)) {
            return "redirect:/my-team";
        }
        if (viewer.is(Role.VOLUNTEER)) {
            return "redirect:/my-week";
        }
        if (viewer.roles().stream().anyMatch(Role::isOutside)) {
            return "redirect:/figures";
        }
        return "redirect:/my-requests";
    }

    /// A form came in too late, because the session had ended or the page had stood open too long: one button sends
    /// what was typed.
    @GetMapping("/go-on")
    @MayUse(everyone = true)
    String goOn(HttpServletRequest request, Model model) {
        var draft = drafts.take(request.getSession());
        if (draft.isEmpty()) {
            return Viewer.current().account() == null && drafts.waitsForLast(request)
                    ? "redirect:/sign-in?ended"
                    : "redirect:/home";
        }
        model.addAttribute("draft", draft.get());
        return "access/go-on";
    }

    /// On with what was being typed, or to the desk where there are several, or where one was going, or home.
    private String in(
            AccountId account, Proof proof, String to, HttpServletRequest request, HttpServletResponse response) {
        signIns.begin(account, proof, request, response);
        if (drafts.waits(account)) {
            return "redirect:/go-on";
        }
        var safe = Paths.safe(to);
        return desk.desksOf(account).size() > 1 ? "redirect:/desk?to=" + safe : "redirect:" + safe;
    }

    private static String asked(String to) {
        return to.isEmpty() ? "" : "&to=" + Paths.safe(to);
    }

    /// Everybody at nine on Monday: those who do not fit are told so at once, on whatever page it was.
    @ControllerAdvice
    static class Busy {

        @ExceptionHandler(TooBusyException.class)
        ModelAndView busy(HttpServletResponse response) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "10");
            return new ModelAndView("access/busy", new HashMap<>(), HttpStatus.SERVICE_UNAVAILABLE);
        }
    }
}
