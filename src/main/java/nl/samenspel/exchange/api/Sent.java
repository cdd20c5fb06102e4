package nl.samenspel.exchange.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.Matches.Afterwards;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.people.Relation;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.referrals.Scope;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.Boundary;
import nl.samenspel.requests.Lacking;
import nl.samenspel.requests.LifeArea;
import nl.samenspel.requests.Need.PaidBefore;
import nl.samenspel.requests.Triage.Outcome;
import nl.samenspel.visits.Visit.Kind;
import org.jspecify.annotations.Nullable;

/// What a program sends, for the description only: [Body] reads it, so that all that is wrong can be told at once.
final class Sent {

    private Sent() {}

    @Schema(name = "NewPerson", description = "Someone on record already, by id; or someone new")
    record NewPerson(
            @Nullable UUID id,
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String address,
            @Nullable Gender gender) {}

    @Schema(name = "NewAsker", description = "Who asks for someone else")
    record NewAsker(
            @Nullable UUID id,
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String address,
            @Nullable Gender gender,
            @Schema(requiredMode = RequiredMode.REQUIRED) Relation relation) {}

    @Schema(name = "NewHelpRequest")
    record NewHelpRequest(
            @Schema(requiredMode = RequiredMode.REQUIRED) NewPerson participant,
            @Nullable NewAsker askedBy,
            @Schema(requiredMode = RequiredMode.REQUIRED) KindOfHelp kind,

            @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 2000)
            String words,

            @Schema(example = "1234 AB") @Nullable String postcode,

            @Schema(description = "Needed where the postcode is unknown") @Nullable
            String place,

            @Schema(example = "[\"MONDAY-MORNING\"]", description = "None: any part of the week") @Nullable
            List<String> dayParts,

            @Nullable Integer dayPartsNeeded,
            @Nullable Integer hoursPerWeek,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable List<Language> languages,
            @Nullable List<Gender> wishedGender,
            @Nullable String wishes,
            @Schema(minimum = "0", maximum = "3") @Nullable Integer urgency,
            @Nullable PaidBefore paidBefore,
            @Nullable Through through,
            @Nullable LocalDate waitingSince,
            @Nullable String externalId,

            @Schema(description = "None: the one whose routing fits best") @Nullable
            UUID branch) {}

    @Schema(name = "NewTriage")
    record NewTriage(
            @Schema(requiredMode = RequiredMode.REQUIRED) Outcome outcome,
            @Nullable List<LifeArea> lifeAreas,
            @Nullable Boolean withinAYear,
            @Nullable List<Boundary> boundaries,

            @Schema(description = "With outcome NO") @Nullable
            Lacking lacking,

            @Schema(description = "With outcome NO or PROFESSIONAL") @Nullable
            String nextDoor,

            @Nullable UUID nextOrganisation,
            @Nullable String notes,
            @Nullable Integer urgency,
            @Nullable List<Qualification> qualifications,

            @Schema(description = "The version that was seen; when it is another now, nothing is changed") @Nullable
            Integer version) {}

    @Schema(name = "NewInvitations")
    record NewInvitations(
            @Schema(requiredMode = RequiredMode.REQUIRED) UUID helpRequest,
            @Schema(requiredMode = RequiredMode.REQUIRED) List<UUID> volunteers,

            @Schema(description = "Never a name or an address; none: made from the request") @Nullable
            String words,

            @Nullable LocalDate answerBy) {}

    /// What a volunteer can say.
    enum Said {
        YES,
        NO,
        LATER,
        /// Someone was just before; they gladly stay as a reserve.
        RESERVE
    }

    @Schema(name = "NewAnswer")
    record NewAnswer(
            @Schema(requiredMode = RequiredMode.REQUIRED) Said answer,

            @Schema(description = "With LATER; none: in a week") @Nullable
            LocalDate until) {}

    /// What a participant can say.
    enum Consent {
        YES,
        NO
    }

    @Schema(name = "NewConsent")
    record NewConsent(
            @Schema(requiredMode = RequiredMode.REQUIRED) Consent answer,

            @Schema(description = "At the desk: who said so by phone; none: the participant") @Nullable
            UUID saidBy) {}

    @Schema(name = "NewMeeting")
    record NewMeeting(
            @Schema(requiredMode = RequiredMode.REQUIRED) LocalDate on,

            @Schema(type = "string", example = "14:30") @Nullable
            LocalTime at,

            @Schema(requiredMode = RequiredMode.REQUIRED) String place) {}

    @Schema(name = "NewTrial")
    record NewTrial(
            @Schema(description = "None: four weeks") @Nullable
            LocalDate until) {}

    @Schema(name = "NewActive")
    record NewActive(
            @Schema(description = "None: in three months") @Nullable
            LocalDate reviewOn) {}

    @Schema(name = "NewEnd")
    record NewEnd(
            @Schema(requiredMode = RequiredMode.REQUIRED) EndReason reason,
            @Nullable String words,
            @Schema(description = "None: SEARCH") @Nullable Afterwards afterwards) {}

    @Schema(name = "NewAcceptance", description = "Who does it; without a seat one's own")
    record NewAcceptance(@Nullable UUID as) {}

    @Schema(name = "NewRelease")
    record NewRelease(@Nullable UUID as, @Nullable LocalDate until) {}

    @Schema(name = "NewReferral")
    record NewReferral(
            @Schema(requiredMode = RequiredMode.REQUIRED) UUID helpRequest,

            @Schema(requiredMode = RequiredMode.REQUIRED, description = "The branch that is asked")
            UUID to,

            @Schema(requiredMode = RequiredMode.REQUIRED) Way way,
            @Schema(requiredMode = RequiredMode.REQUIRED) Because because,
            @Schema(maxLength = 1000) @Nullable String note,
            @Nullable List<Scope> scope,

            @Schema(description = "Who told you that they agree: the participant, or who represents them by law")
            @Nullable
            UUID saidBy,

            @Schema(maxLength = 1000, description = "Why it must be without consent; the participant reads it")
            @Nullable
            String withoutConsent) {}

    @Schema(name = "NewRejection")
    record NewRejection(
            @Schema(requiredMode = RequiredMode.REQUIRED) Because reason,

            @Schema(maxLength = 1000, description = "Required with OTHER") @Nullable
            String words) {}

    /// What people give as a reason to refer, or not to.
    enum Because {
        CAPACITY,
        EXPERTISE,
        BOUNDARY,
        AREA,
        OTHER
    }

    @Schema(name = "NewVisit", description = "In a match; or other work, and then of which volunteer")
    record NewVisit(
            @Nullable UUID match,
            @Nullable UUID volunteer,
            @Schema(requiredMode = RequiredMode.REQUIRED) Kind kind,
            @Schema(requiredMode = RequiredMode.REQUIRED) LocalDate day,

            @Schema(requiredMode = RequiredMode.REQUIRED, minimum = "1", maximum = "1440")
            int minutes,

            @Schema(maxLength = 300) @Nullable String words,

            @Schema(description = "One more on a day that has one") @Nullable
            Boolean another) {}
}
