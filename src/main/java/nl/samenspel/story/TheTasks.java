package nl.samenspel.story;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import nl.samenspel.access.PersonId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.SmallGroups;
import nl.samenspel.matching.Answer;
import nl.samenspel.matching.Candidate;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.network.DayParts;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Part;
import nl.samenspel.requests.RequestFilter;
import nl.samenspel.requests.Task;
import nl.samenspel.requests.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// One of Marieke's requests is too much for one. It is divided in three; two people share it already, with one of them
/// as the contact, and once somebody goes along.
@Component
@Order(8)
class TheTasks implements Chapter {

    private static final int MOST = 60;
    private static final int SHARED = 2;

    private final HelpRequests requests;
    private final Tasks tasks;
    private final Candidates candidates;
    private final Invitations invitations;
    private final Matches matches;
    private final SmallGroups groups;
    private final Townspeople townspeople;
    private final Clock clock;

    TheTasks(
            HelpRequests requests,
            Tasks tasks,
            Candidates candidates,
            Invitations invitations,
            Matches matches,
            SmallGroups groups,
            Townspeople townspeople,
            Clock clock) {
        this.requests = requests;
        this.tasks = tasks;
        this.candidates = candidates;
        this.invitations = invitations;
        this.matches = matches;
        this.groups = groups;
        this.townspeople = townspeople;
        this.clock = clock;
    }

    @Override
    public void tell() {
        townspeople.as(Persona.MARIEKE).run(() -> {
            var waiting =
                    requests.list(new RequestFilter(Set.of(State.SEARCHING), null, false, null, "", Set.of()), 0, MOST);
            if (waiting.stream()
                    .noneMatch(request -> !tasks.listWhole(request.id()).isEmpty())) {
                waiting.stream()
                        .map(HelpRequestOverview::id)
                        .filter(request -> invitations.listOf(request).isEmpty()
                                && fitting(request).size() > SHARED)
                        .findFirst()
                        .ifPresent(this::tellOf);
            }
        });
    }

    private void tellOf(HelpRequestId id) {
        var request = requests.find(id).orElseThrow();
        tasks.split(
                id,
                List.of(
                        task(request, "de ene week", today(), null),
                        task(request, "de andere week", today(), null),
                        task(request, "kennismaken met de buurt", today().plusWeeks(2), today().plusWeeks(2))),
                request.version());
        for (var part : tasks.listWhole(id).subList(0, SHARED)) {
            share(part);
        }
        tasks.askAlong(id, today().plusDays(9), 1);
        groups.setContact(id, groups.of(id).members().stream().findFirst());
    }

    private static Task task(HelpRequest request, String title, LocalDate from, @Nullable LocalDate until) {
        var need = request.ask().need();
        return new Task(
                title,
                need.kind(),
                need.dayParts().isEmpty() ? DayParts.ALL : need.dayParts(),
                1,
                1,
                need.qualifications(),
                from,
                until,
                false);
    }

    private void share(Part part) {
        var already = groups.of(part.id()).members();
        var volunteer = fitting(part.id()).stream()
                .filter(one -> !already.contains(one))
                .findFirst();
        if (volunteer.isEmpty()) {
            return;
        }
        var invited = invitations.invite(
                part.id(),
                List.of(volunteer.get()),
                "Met zijn tweeën om de beurt, dan is het voor niemand te veel. Doe je mee?",
                today().plusDays(Invitations.ANSWER_WITHIN));
        if (invited instanceof Invited.Asked
                && invitations.accept(invitations.listOf(part.id()).getFirst().id()) instanceof Answer.Yes) {
            matches.listOf(part.id()).stream()
                    .findFirst()
                    .ifPresent(match ->
                            matches.agreeByPhone(match.id(), match.duo().participant()));
        }
    }

    private List<PersonId> fitting(HelpRequestId request) {
        return candidates.topTen(request).stream()
                .flatMap(list -> list.candidates().stream())
                .map(Candidate::volunteer)
                .filter(volunteer -> !volunteer.equals(TheVolunteers.idOf(Persona.HENK)))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
