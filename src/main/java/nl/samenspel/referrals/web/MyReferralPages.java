package nl.samenspel.referrals.web;

import static nl.samenspel.access.Role.PARTICIPANT;
import static nl.samenspel.access.Role.PROFESSIONAL;
import static nl.samenspel.access.Role.RELATIVE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.referrals.Answering;
import nl.samenspel.referrals.Ground;
import nl.samenspel.referrals.Referral;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.referrals.Referrals;
import nl.samenspel.referrals.Scope;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// To whom my request was passed on, on what, and whether I agree; for a professional: the answer.
@Controller
@MayUse({PARTICIPANT, RELATIVE, PROFESSIONAL})
class MyReferralPages {

    private final Referrals referrals;
    private final Shown shown;
    private final Words words;

    MyReferralPages(Referrals referrals, Shown shown, Words words) {
        this.referrals = referrals;
        this.shown = shown;
        this.words = words;
    }

    @GetMapping("/my-referrals")
    ModelAndView list() {
        return new ModelAndView("referrals/my-referrals", Map.of("lines", shown.lines(referrals.listOfViewer())));
    }

    @GetMapping("/my-referrals/{id}")
    ModelAndView show(@PathVariable String id) {
        var referral = find(id);
        var model = new HashMap<String, Object>();
        model.put("line", shown.line(referral));
        model.put("referral", referral);
        model.put("what", referral.what());
        model.put("state", referral.state().name());
        model.put("why", shown.why(referral));
        model.put(
                "phone",
                shown.branch(referral.what().fromBranch())
                        .map(branch -> branch.phone())
                        .orElse(""));
        model.put("overridden", referral.ground() instanceof Ground.Overridden(var why) ? why : "");
        boolean mine = referrals.mayConsent(referral);
        model.put("takesBack", mine && referral.ground() instanceof Ground.Consent);
        model.put("along", along(referral.what()));
        model.put("asksMe", mine && referral instanceof Referral.Draft);
        return new ModelAndView("referrals/my-referral", model);
    }

    /// What goes along besides. A record is shown to who joins as a whole, or not at all.
    private List<String> along(Referral.Case what) {
        if (what.way() == Way.HAND_OVER) {
            return what.scope().stream()
                    .sorted()
                    .map(scope -> words.of("referrals.scope", scope))
                    .toList();
        }
        var lines = new ArrayList<String>();
        if (what.scope().contains(Scope.WORDS)) {
            lines.add(words.of("referrals.scope", Scope.WORDS));
        }
        if (what.showsTheirRecord()) {
            lines.add(words.get("referrals.mine.along.record"));
        }
        return lines;
    }

    @PostMapping("/my-referrals/{id}/yes")
    String agree(@PathVariable String id, RedirectAttributes redirect) {
        return after(referrals.agree(find(id).id()), id, redirect, "referrals.mine.agreed");
    }

    @PostMapping("/my-referrals/{id}/no")
    String refuse(@PathVariable String id, RedirectAttributes redirect) {
        return after(referrals.refuse(find(id).id()), id, redirect, "referrals.mine.refused");
    }

    private String after(Answering answering, String id, RedirectAttributes redirect, String done) {
        var refused = shown.sentence(answering);
        Notice.put(
                redirect,
                refused.isPresent() ? Notice.Kind.INFO : Notice.Kind.SUCCESS,
                refused.orElseGet(() -> words.get(done)));
        return "redirect:/my-referrals/" + id;
    }

    /// The viewer's own, or of whom they represent, or brought by them; the desk they work at plays no part.
    private Referral find(String id) {
        var wanted = Shown.id(id);
        return referrals.listOfViewer().stream()
                .filter(referral -> referral.id().equals(wanted))
                .findFirst()
                .or(() -> referrals.find(wanted).filter(referrals::mayConsent))
                .orElseThrow(Shown::notFound);
    }
}
