package nl.samenspel.exchange;

import static nl.samenspel.exchange.Outgoing.column;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.EarlierMatches;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.MatchId;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;

/// The matches of a branch, running and ended: who does what with whom.
final class MatchesOut implements Outgoing<MatchesOut.Whole> {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private final EarlierMatches matches;
    private final HelpRequests requests;
    private final People people;
    private final Words words;

    record Whole(Match match, String number, String request, Person volunteer, Person participant) {}

    MatchesOut(EarlierMatches matches, HelpRequests requests, People people, Words words) {
        this.matches = matches;
        this.requests = requests;
        this.people = people;
        this.words = words;
    }

    @Override
    public List<Column<Whole>> columns() {
        return List.of(
                column(KnownColumn.EXTERNAL_ID, Whole::number),
                column(KnownColumn.VOLUNTEER_ID, all -> OurNumber.of(all.volunteer())),
                column(KnownColumn.VOLUNTEER, all -> all.volunteer().name()),
                column(KnownColumn.PERSON_ID, all -> OurNumber.of(all.participant())),
                column(KnownColumn.PARTICIPANT, all -> all.participant().name()),
                column(KnownColumn.REQUEST_ID, Whole::request),
                column(
                        KnownColumn.KIND,
                        all -> words.of("network.kind", all.match().duo().kind())),
                column(
                        KnownColumn.BEGUN_ON,
                        all -> LocalDate.ofInstant(all.match().duo().begunAt(), ZONE)),
                column(
                        KnownColumn.RUNNING,
                        all -> words.of("matches.state", all.match().state())),
                column(KnownColumn.ENDED_ON, all -> all.match() instanceof Ended ended ? ended.on() : null),
                column(
                        KnownColumn.END_REASON,
                        all -> all.match() instanceof Ended ended ? words.of("matches.reason", ended.reason()) : null),
                column(KnownColumn.HOURS, all -> all.match().duo().hours()));
    }

    @Override
    public void forEachPage(@Nullable BranchId branch, Consumer<List<Whole>> page) {
        if (branch != null) {
            Outgoing.<Match, MatchId>inPages(
                    after -> matches.listPage(branch, after, AT_ONCE), Match::id, some -> page.accept(whole(some)));
        }
    }

    private List<Whole> whole(List<Match> some) {
        var known = people.list(
                some.stream()
                        .flatMap(match ->
                                Stream.of(match.duo().volunteer(), match.duo().participant()))
                        .collect(Collectors.toSet()),
                Purpose.RECORD);
        var numbers = matches.externalIds(some.stream().map(Match::id).toList());
        var asked =
                requests.list(some.stream().map(match -> match.duo().request()).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(HelpRequest::id, Function.identity()));
        return some.stream()
                .filter(match -> known.containsKey(match.duo().volunteer())
                        && known.containsKey(match.duo().participant()))
                .map(match -> {
                    var duo = match.duo();
                    var request = asked.get(duo.request());
                    return new Whole(
                            match,
                            OurNumber.of(numbers.get(match.id()), match.id()),
                            OurNumber.of(request == null ? null : request.ask().externalId(), duo.request()),
                            Objects.requireNonNull(known.get(duo.volunteer())),
                            Objects.requireNonNull(known.get(duo.participant())));
                })
                .toList();
    }
}
