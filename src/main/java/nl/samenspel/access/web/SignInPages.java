package nl.samenspel.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import nl.samenspel.access.Code;
import nl.samenspel.access.Drafts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Recovery;
import nl.samenspel.access.Role;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Installation;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Coming in: signing in, enrolling with a code, a forgotten password, going on with what one was typing.
@Controller
class SignInPages {

    /// Long enough to be hard to guess, short enough to be typed by anyone (ASVS 5.0, 6.2.1 asks for 8 at least).
    private static final int SHORTEST_PASSWORD = 10;

    private final SignInDesk desk;
    private final Recovery recovery;
    private final Drafts drafts;
    private final Installation installation;
    private final Words words;

    SignInPages(SignInDesk desk, Recovery recovery, Drafts drafts, Installation installation, Words words) {
        this.desk = desk;
        this.recovery = recovery;
        this.drafts = drafts;
        this.installation = installation;
        this.words = words;
    }

    @GetMapping("/sign-in")
    @MayUse(everyone = true)
    String signIn(
            @RequestParam(required = false) @Nullable String wrong,
            @RequestParam(required = false) @Nullable String ended,
            @RequestParam(required = false) @Nullable String to,
            Model model) {
        model.addAttribute("wrong", wrong != null);
        model.addAttribute("ended", ended != null);
        model.addAttribute("to", to == null ? "" : to);
        model.addAttribute("demo", installation.isDemo());
        return "access/sign-in";
    }

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
        if (viewer.is(Role.VOLUNTEER)) {
            return "redirect:/my-week";
        }
        return "redirect:/my-requests";
    }

    @GetMapping("/enrol")
    @MayUse(everyone = true)
    String enrol(@RequestParam(defaultValue = "") String code, Model model) {
        model.addAttribute("form", Form.filled(Map.of("code", code)));
        return "access/enrol";
    }

    /// Only this uses the code up: a mail scanner that opens the link does not.
    @PostMapping("/enrol")
    @MayUse(everyone = true)
    Object setPassword(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed);
        var code = form.text("code", 60);
        var password = form.secret("password", 200);
        if (form.error("password") == null && password.length() < SHORTEST_PASSWORD) {
            form.refuse("password", "access.enrol.password.short", SHORTEST_PASSWORD);
        } else if (form.error("password") == null && password.chars().distinct().count() < 4) {
            form.refuse("password", "access.enrol.password.simple");
        }
        if (form.isRight()) {
            var name = desk.signInNameFor(new Code(code));
            if (name.isPresent() && name.get().equalsIgnoreCase(password)) {
                form.refuse("password", "access.enrol.password.simple");
            } else if (name.isEmpty()
                    || desk.setPassword(new Code(code), password).isEmpty()) {
                form.refuse("code", "access.enrol.code.over");
            } else {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("access.enrol.done", name.get()));
                return "redirect:/sign-in";
            }
        }
        return new ModelAndView("access/enrol", Map.of("form", form), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/forgotten")
    @MayUse(everyone = true)
    String forgotten(Model model) {
        model.addAttribute("form", Form.empty());
        return "access/forgotten";
    }

    /// Says the same whether or not there is such an account.
    @PostMapping("/forgotten")
    @MayUse(everyone = true)
    Object recover(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed);
        var address = form.email("email");
        if (!form.isRight()) {
            return new ModelAndView("access/forgotten", Map.of("form", form), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        recovery.mailLinkTo(address);
        Notice.put(redirect, Notice.Kind.INFO, words.get("access.forgotten.sent"));
        return "redirect:/sign-in";
    }

    /// A form came in too late, because the session had ended or the page had stood open too long: one button sends
    /// what was typed.
    @GetMapping("/go-on")
    @MayUse(everyone = true)
    String goOn(HttpServletRequest request, Model model) {
        var draft = drafts.take(request.getSession());
        if (draft.isEmpty()) {
            return drafts.waits(request) ? "redirect:/sign-in?ended" : "redirect:/home";
        }
        model.addAttribute("draft", draft.get());
        return "access/go-on";
    }
}
