package nl.samenspel.reimbursements.web;

import java.util.List;
import java.util.Locale;
import nl.samenspel.reimbursements.Claim;
import nl.samenspel.reimbursements.law.Asked;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.reimbursements.law.Source;
import nl.samenspel.reimbursements.law.Verdict.Ground;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Money and refusals as people read them.
@Component
class ReimbursementWords {

    private final Words words;

    ReimbursementWords(Words words) {
        this.words = words;
    }

    public String money(@Nullable Cents cents) {
        if (cents == null) {
            return "";
        }
        return words.locale().getLanguage().equals("nl")
                ? "€ " + cents.dutch()
                : "€" + String.format(Locale.ENGLISH, "%,d.%02d", cents.value() / 100, cents.value() % 100);
    }

    /// What was asked, in a line.
    public String asked(Asked asked) {
        return switch (asked) {
            case Asked.Kilometres driven ->
                words.get("reimbursements.asked.KILOMETRES", driven.kilometres(), money(driven.perKilometre()));
            case Asked.Paid _ -> words.get("reimbursements.asked.PAID");
            case Asked.Hours hours ->
                words.get("reimbursements.asked.HOURS", lasting(hours.minutes()), money(hours.perHour()));
            case Asked.Activity activity -> words.get("reimbursements.asked.ACTIVITY", lasting(activity.minutes()));
            case Asked.InKind _ -> words.get("reimbursements.asked.IN_KIND");
        };
    }

    public String kind(Asked asked) {
        return switch (asked) {
            case Asked.Kilometres _ -> "KILOMETRES";
            case Asked.Paid _ -> "PAID";
            case Asked.Hours _ -> "HOURS";
            case Asked.Activity _ -> "ACTIVITY";
            case Asked.InKind _ -> "IN_KIND";
        };
    }

    public String lasting(int minutes) {
        var hours = minutes / 60;
        var rest = minutes % 60;
        if (rest == 0) {
            return words.get("reimbursements.hours", hours);
        }
        return hours == 0
                ? words.get("reimbursements.minutes", rest)
                : words.get("reimbursements.hoursAndMinutes", hours, rest);
    }

    /// Which tag a claim carries.
    public String tag(Claim claim) {
        return switch (claim.state()) {
            case Claim.State.Waiting _ -> "waiting";
            case Claim.State.Approved _, Claim.State.Paid _ -> "agreed";
            case Claim.State.Refused _, Claim.State.TakenBack _ -> "refused";
        };
    }

    public String state(Claim claim) {
        return words.get(
                switch (claim.state()) {
                    case Claim.State.Waiting _ -> "reimbursements.state.ASKED";
                    case Claim.State.Approved _ -> "reimbursements.state.APPROVED";
                    case Claim.State.Paid _ -> "reimbursements.state.PAID";
                    case Claim.State.Refused _ -> "reimbursements.state.REFUSED";
                    case Claim.State.TakenBack _ -> "reimbursements.state.TAKEN_BACK";
                });
    }

    public String because(Claim claim) {
        return claim.state() instanceof Claim.State.Refused refused ? refused.because() : "";
    }

    public String why(Ground ground) {
        return words.get("reimbursements.reason." + ground.reason(), money(ground.limit()), money(ground.wouldBe()));
    }

    /// What would happen if it were paid all the same; empty when nothing would.
    public String otherwise(Ground ground) {
        return ground.atRisk() == null ? "" : words.get("reimbursements.atRisk", money(ground.atRisk()));
    }

    /// Where the rule can be read.
    public List<Source> sources(Ground ground) {
        return ground.reason().sources().stream()
                .filter(source -> !source.address().isEmpty())
                .toList();
    }

    public boolean isOurs(Ground ground) {
        return ground.reason().sources().contains(Source.HOUSE);
    }
}
