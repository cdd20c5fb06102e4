package nl.samenspel.referrals;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.network.Area;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Boundary;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.TriageOnRecord;
import org.jspecify.annotations.Nullable;

/// All that the receiver sees before it says yes: enough to decide, and nobody to be recognised. As it was when asked.
///
/// @param postcode the four figures; empty when unknown
/// @param touched boundaries that triage found
/// @param words in the participant's own words; empty unless they agreed to that
public record Glimpse(
        KindOfHelp kind,
        String postcode,
        String municipality,
        DayParts dayParts,
        int dayPartsNeeded,
        int hoursPerWeek,
        LocalDate from,
        @Nullable LocalDate until,
        Set<Language> languages,
        Set<Gender> wishedGender,
        Set<Qualification> qualifications,
        int urgency,
        Set<Boundary> touched,
        boolean together,
        LocalDate waitingSince,
        String words) {

    public Glimpse {
        languages = Set.copyOf(languages);
        wishedGender = Set.copyOf(wishedGender);
        qualifications = Set.copyOf(qualifications);
        touched = Set.copyOf(touched);
    }

    static Glimpse of(HelpRequest request, @Nullable TriageOnRecord triage, Set<Scope> scope) {
        var ask = request.ask();
        var need = ask.need();
        return new Glimpse(
                need.kind(),
                Area.figuresOf(need.postcode()),
                ask.municipality(),
                need.dayParts(),
                need.dayPartsNeeded(),
                need.hoursPerWeek(),
                need.from(),
                need.until(),
                need.languages(),
                need.wishedGender(),
                need.qualifications(),
                need.urgency(),
                triage == null ? Set.of() : triage.triage().touched().stream().collect(Collectors.toUnmodifiableSet()),
                switch (request) {
                    case HelpRequest.Searching it -> it.together();
                    case HelpRequest.Matched it -> it.together();
                    default -> false;
                },
                ask.waitingSince(),
                scope.contains(Scope.WORDS) ? ask.words() : "");
    }
}
