package nl.samenspel.requests;

import java.time.LocalDate;
import java.util.Set;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Point;
import nl.samenspel.network.Qualification;
import nl.samenspel.network.Situation;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import org.jspecify.annotations.Nullable;

/// Of a request, what choosing a volunteer needs to know, and no more.
///
/// @param point the middle of the postcode area; none when it is unknown, and then distance is unknown
/// @param wishedGender who may come; empty means: all are welcome
/// @param together only beside a professional
/// @param heavy a complex case, as triage found it
/// @param situations what a volunteer meets there
public record Wanted(
        HelpRequestId id,
        OrganisationId organisation,
        BranchId branch,
        PersonId participant,
        Gender participantGender,
        KindOfHelp kind,
        @Nullable Point point,
        String municipality,
        DayParts dayParts,
        int dayPartsNeeded,
        int hoursPerWeek,
        LocalDate from,
        CommitmentLength length,
        Set<Language> languages,
        Set<Gender> wishedGender,
        Set<Qualification> qualifications,
        LocalDate waitingSince,
        int waitingDays,
        int urgency,
        boolean together,
        boolean heavy,
        Set<Situation> situations) {

    public Wanted {
        languages = Set.copyOf(languages);
        wishedGender = Set.copyOf(wishedGender);
        qualifications = Set.copyOf(qualifications);
        situations = Set.copyOf(situations);
    }
}
