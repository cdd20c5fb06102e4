package nl.samenspel.exchange.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks;
import nl.samenspel.matches.Match;
import nl.samenspel.matching.Candidate;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Invitation;
import nl.samenspel.network.Holder;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestOverview;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes of our own things what a program gets to see. Names are read from people's records, and each is a look.
@Component
class Showing {

    private final People people;
    private final Explanations explanations;

    Showing(People people, Explanations explanations) {
        this.people = people;
        this.explanations = explanations;
    }

    Shown.Request show(HelpRequest request) {
        var ask = request.ask();
        var need = ask.need();
        var names = people.list(
                Stream.of(ask.participant(), ask.askedBy())
                        .flatMap(Stream::ofNullable)
                        .toList(),
                Looks.Purpose.API);
        return new Shown.Request(
                request.id().value(),
                request.id().reference(),
                request.state().name(),
                request.version(),
                named(ask.participant(), names),
                ask.askedBy() == null ? null : named(ask.askedBy(), names),
                ask.relation() == null ? null : ask.relation().name(),
                ask.through().name(),
                need.kind().name(),
                need.words(),
                need.postcode(),
                need.place(),
                ask.municipality(),
                !ask.municipality().isEmpty(),
                need.dayParts().words(),
                need.dayPartsNeeded(),
                need.hoursPerWeek(),
                need.from(),
                need.until(),
                names(need.languages()),
                names(need.wishedGender()),
                need.wishWords(),
                names(need.qualifications()),
                need.urgency(),
                need.paidBefore().name(),
                ask.waitingSince(),
                ask.externalId(),
                held(request.holder()),
                request instanceof HelpRequest.Open open ? open.nextDate() : null,
                switch (request) {
                    case HelpRequest.Searching it -> it.together();
                    case HelpRequest.Matched it -> it.together();
                    default -> null;
                },
                request instanceof HelpRequest.Refused it ? it.lacking().name() : null,
                switch (request) {
                    case HelpRequest.Refused it -> it.nextDoor();
                    case HelpRequest.Referred it -> it.nextDoor();
                    default -> null;
                },
                request instanceof HelpRequest.Closed it ? it.reason().name() : null,
                request instanceof HelpRequest.Ended ended ? ended.on() : null);
    }

    static Shown.RequestLine show(HelpRequestOverview line) {
        return new Shown.RequestLine(
                line.id().value(),
                line.state().name(),
                line.kind().name(),
                line.words(),
                line.participant().value(),
                line.place(),
                line.municipality(),
                line.hoursPerWeek(),
                line.urgency(),
                line.waitingSince(),
                line.waitingDays(),
                line.nextDate(),
                new Shown.HeldBy(
                        line.organisation().value(),
                        line.branch().value(),
                        line.holder().value()));
    }

    Shown.Candidate show(Candidate candidate) {
        var score = candidate.score();
        Map<String, Integer> points = new LinkedHashMap<>();
        points.put("motive", score.motive());
        points.put("distance", score.distance());
        points.put("dayParts", score.dayParts());
        points.put("familiar", score.familiar());
        points.put("waiting", score.waiting());
        points.put("urgency", score.urgency());
        points.put("spare", score.spare());
        points.put("base", score.base());
        points.put("load", score.load());
        return new Shown.Candidate(
                candidate.volunteer().value(),
                candidate.name(),
                score.total(),
                points,
                explanations.bars(candidate).stream()
                        .map(bar ->
                                new Shown.Criterion(bar.criterion(), bar.points(), bar.part(), bar.of(), bar.text()))
                        .toList());
    }

    static Shown.Invitation show(Invitation invitation) {
        var question = invitation.question();
        var said =
                switch (invitation) {
                    case Invitation.Accepted it -> it.said();
                    case Invitation.Declined it -> it.said();
                    case Invitation.Later it -> it.said();
                    case Invitation.Reserve it -> it.said();
                    case Invitation.Sent _, Invitation.Expired _, Invitation.Withdrawn _, Invitation.JustMissed _ ->
                        null;
                };
        return new Shown.Invitation(
                invitation.id().value(),
                switch (invitation) {
                    case Invitation.Sent _ -> "SENT";
                    case Invitation.Later _ -> "LATER";
                    case Invitation.Accepted _ -> "ACCEPTED";
                    case Invitation.Declined _ -> "DECLINED";
                    case Invitation.Expired _ -> "EXPIRED";
                    case Invitation.Withdrawn _ -> "WITHDRAWN";
                    case Invitation.JustMissed _ -> "JUST_MISSED";
                    case Invitation.Reserve _ -> "RESERVE";
                },
                question.request().value(),
                question.volunteer().value(),
                question.kind().name(),
                question.place(),
                question.hours(),
                question.dayParts().words(),
                question.from(),
                question.words(),
                question.mailed(),
                question.invitedAt(),
                invitation instanceof Invitation.Sent sent ? sent.answerBy() : null,
                invitation instanceof Invitation.Later later ? later.until() : null,
                said == null ? null : said.at(),
                said == null ? null : said.byPhone());
    }

    Shown.Match show(Match match) {
        return show(List.of(match)).getFirst();
    }

    /// Who is not for the viewer to see, as the two before both have agreed, has no name.
    List<Shown.Match> show(Collection<? extends Match> matches) {
        var names = people.list(
                matches.stream()
                        .flatMap(match ->
                                Stream.of(match.duo().participant(), match.duo().volunteer()))
                        .toList(),
                Looks.Purpose.API);
        return matches.stream().map(match -> show(match, names)).toList();
    }

    private static Shown.Match show(Match match, Map<PersonId, Person> names) {
        var duo = match.duo();
        return new Shown.Match(
                match.id().value(),
                switch (match) {
                    case Match.Promised _ -> "PROMISED";
                    case Match.Agreed _ -> "AGREED";
                    case Match.Meeting _ -> "MEETING";
                    case Match.Trial _ -> "TRIAL";
                    case Match.Active _ -> "ACTIVE";
                    case Match.Away _ -> "AWAY";
                    case Match.Leaving _ -> "LEAVING";
                    case Match.Ended _ -> "ENDED";
                },
                duo.request().value(),
                duo.invitation().value(),
                namedIfSeen(duo.participant(), names),
                namedIfSeen(duo.volunteer(), names),
                duo.kind().name(),
                duo.hours(),
                held(duo.holder()),
                match instanceof Match.Running running ? running.nextDate() : null,
                match instanceof Match.Together
                        || (match instanceof Match.Ended ended && ended.participantConsent() != null),
                match instanceof Match.Meeting it
                        ? new Shown.Meeting(
                                it.meet().on(), it.meet().at(), it.meet().place())
                        : null,
                match instanceof Match.Trial it ? it.until() : null,
                match instanceof Match.Active it ? it.reviewOn() : null,
                match instanceof Match.Awaited it ? it.from() : null,
                match instanceof Match.Away it ? it.backOn() : null,
                match instanceof Match.Ended it ? it.on() : null,
                match instanceof Match.Ended it ? it.reason().name() : null);
    }

    private static Shown.Named named(PersonId id, Map<PersonId, Person> names) {
        var person = names.get(id);
        return new Shown.Named(id.value(), person == null ? null : person.name());
    }

    private static Shown.@Nullable Named namedIfSeen(PersonId id, Map<PersonId, Person> names) {
        var person = names.get(id);
        return person == null ? null : new Shown.Named(id.value(), person.name());
    }

    private static Shown.HeldBy held(Holder holder) {
        return new Shown.HeldBy(
                holder.organisation().value(),
                holder.branch().value(),
                holder.person().value());
    }

    private static List<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toList();
    }
}
