package nl.samenspel.exchange.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a program gets to see. A later version of the API may add to these, and takes nothing away.
final class Shown {

    private Shown() {}

    @Schema(name = "Person")
    record Named(UUID id, @Nullable String name) {}

    @Schema(name = "Holder", description = "Who looks after it")
    record HeldBy(UUID organisation, UUID branch, UUID account) {}

    @Schema(name = "HelpRequest")
    record Request(
            UUID id,
            String reference,
            String state,
            int version,
            Named participant,
            @Nullable Named askedBy,
            @Nullable String relation,
            String through,
            String kind,
            String words,
            String postcode,
            String place,
            String municipality,
            boolean distanceKnown,
            List<String> dayParts,
            int dayPartsNeeded,
            int hoursPerWeek,
            LocalDate from,
            @Nullable LocalDate until,
            List<String> languages,
            List<String> wishedGender,
            String wishes,
            List<String> qualifications,
            int urgency,
            String paidBefore,
            LocalDate waitingSince,
            @Nullable String externalId,
            HeldBy holder,
            @Nullable LocalDate nextDate,
            @Nullable Boolean together,
            @Nullable String lacking,
            @Nullable String nextDoor,
            @Nullable String closeReason,
            @Nullable LocalDate endedOn) {}

    @Schema(name = "HelpRequestLine")
    record RequestLine(
            UUID id,
            String state,
            String kind,
            String words,
            UUID participant,
            String place,
            String municipality,
            int hoursPerWeek,
            int urgency,
            LocalDate waitingSince,
            int waitingDays,
            @Nullable LocalDate nextDate,
            HeldBy holder) {}

    @Schema(name = "Page")
    record Page<T>(List<T> items, int page, int pageSize, int total) {}

    @Schema(name = "Shortlist", description = "The best candidates, with what each point is for")
    record Shortlist(
            UUID helpRequest,
            int lookedAt,
            boolean distanceKnown,
            List<String> conditions,
            String sameForEveryone,
            List<Candidate> candidates) {}

    @Schema(name = "Candidate")
    record Candidate(
            UUID volunteer, String name, int total, Map<String, Integer> points, List<Criterion> explanation) {}

    @Schema(name = "Criterion")
    record Criterion(String criterion, int points, int part, int of, String words) {}

    @Schema(name = "WhyNot")
    record WhyNot(
            UUID volunteer,
            String name,
            boolean fits,
            @Nullable Candidate candidate,
            List<Obstacle> obstacles) {}

    @Schema(name = "Obstacle")
    record Obstacle(String condition, String words) {}

    @Schema(name = "Invitation")
    record Invitation(
            UUID id,
            String state,
            UUID helpRequest,
            UUID volunteer,
            String kind,
            String place,
            int hoursPerWeek,
            List<String> dayParts,
            LocalDate from,
            String words,
            boolean mailed,
            Instant invitedAt,
            @Nullable LocalDate answerBy,
            @Nullable LocalDate laterUntil,
            @Nullable Instant answeredAt,
            @Nullable Boolean answeredByPhone) {}

    @Schema(name = "Invited")
    record Invited(int mailed, List<UUID> toPhone, List<Invitation> invitations) {}

    @Schema(name = "Answered")
    record Answered(
            String outcome, Invitation invitation, @Nullable UUID match) {}

    @Schema(name = "Match")
    record Match(
            UUID id,
            String state,
            UUID helpRequest,
            UUID invitation,
            @Nullable Named participant,
            @Nullable Named volunteer,
            String kind,
            int hoursPerWeek,
            HeldBy holder,
            @Nullable LocalDate nextDate,
            boolean consented,
            @Nullable Meeting meeting,
            @Nullable LocalDate trialUntil,
            @Nullable LocalDate reviewOn,
            @Nullable LocalDate awayFrom,
            @Nullable LocalDate backOn,
            @Nullable LocalDate endedOn,
            @Nullable String endReason) {}

    @Schema(name = "Visit", description = "What was done, or did not go on")
    record Visit(
            UUID id,
            @Nullable UUID match,
            UUID volunteer,
            @Nullable UUID participant,
            UUID branch,
            LocalDate day,
            @Nullable String kind,
            boolean done,
            int minutes,
            boolean byPhone,
            Instant toldAt) {}

    @Schema(name = "CareplanLine")
    record CareplanLine(UUID id, String participant, boolean open, int nobodys) {}

    @Schema(name = "Careplan", description = "A shared plan around one participant")
    record Careplan(UUID id, UUID helpRequest, boolean open, List<Seat> seats, List<CareTask> tasks) {}

    @Schema(name = "Seat", description = "Who sits at the table")
    record Seat(UUID id, String part, String name) {}

    @Schema(name = "CareTask", description = "Something to be done; by is the seat of who said they do it")
    record CareTask(
            UUID id,
            String state,
            String words,
            List<String> dayParts,
            @Nullable Named by,
            @Nullable LocalDate until,
            @Nullable Instant nobodysSinceAt) {}

    @Schema(name = "Meeting")
    record Meeting(LocalDate on, @Nullable LocalTime at, String place) {}

    @Schema(name = "Referral", description = "A request on its way to another organisation")
    record Referral(
            UUID id,
            String state,
            int version,
            String way,
            UUID helpRequest,
            UUID sender,
            UUID receiver,
            UUID receiverBranch,
            String because,
            String note,
            List<String> scope,
            String kind,
            String postcode,
            String municipality,
            List<String> dayParts,
            int dayPartsNeeded,
            int hoursPerWeek,
            LocalDate from,
            @Nullable LocalDate until,
            List<String> languages,
            List<String> wishedGender,
            List<String> qualifications,
            int urgency,
            List<String> boundaries,
            boolean together,
            LocalDate waitingSince,
            @Nullable String words,
            @Nullable LocalDate respondBy,
            @Nullable String reason,
            @Nullable String said) {}

    @Schema(name = "NextDoor", description = "A branch where a request could go")
    record NextDoor(
            UUID branch,
            String organisation,
            String name,
            String niche,
            boolean takesInHere,
            String room,
            @Nullable Integer waitingDays,
            @Nullable Integer waitingDaysSeenWith) {}

    @Schema(name = "Factsheet", description = "The network's figures of a year. A published version never changes")
    record Factsheet(
            int year,
            int version,
            String source,
            @Nullable Instant outAt,
            List<Figure> figures,
            List<Total> totals,
            List<Doubt> doubts) {}

    @Schema(name = "Figure", description = "As it was given. No value: not specified, or not applicable")
    record Figure(
            String organisation,
            String measure,
            @Nullable Long value,
            String qualifier,
            String unit,
            String scope,
            @Nullable String counting,
            String note,
            String source,
            @Nullable LocalDate date) {}

    @Schema(name = "FactsheetTotal", description = "With others: with people who may be counted elsewhere too")
    record Total(String measure, String unit, Sum additive, Sum withOthers) {}

    @Schema(name = "FactsheetSum")
    record Sum(long value, boolean moreThan, boolean about, int organisations, List<String> notGiven) {}

    @Schema(name = "FactsheetDoubt")
    record Doubt(int line, String organisation, String measure, String what, String why) {}
}
