package nl.samenspel.exchange;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.exchange.Mentioned.Found;
import nl.samenspel.exchange.Mentioned.Known;
import nl.samenspel.exchange.Mentioned.Naming;
import nl.samenspel.exchange.Mentioned.Side;
import nl.samenspel.exchange.Mentioned.Unknown;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Promise;
import nl.samenspel.limits.Reservation;
import nl.samenspel.limits.Room;
import nl.samenspel.matches.EarlierMatches;
import nl.samenspel.matches.EarlierMatches.Earlier;
import nl.samenspel.matches.EarlierMatches.Over;
import nl.samenspel.matches.EarlierMatches.Runs;
import nl.samenspel.matches.EarlierMatches.Tries;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matching.InvitationId;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.Heaviness;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.Asked;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Need;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteer.Status;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/// Matches from a file, running and ended, of people and requests that are here already: nobody and
/// nothing is made up for them. What is here of a match is not changed by a list; how it goes on is said
/// in its own page, where both are told.
final class MatchesIn implements Incoming<MatchesIn.Row> {

    private static final LocalDate EARLIEST = LocalDate.of(1980, 1, 1);
    private static final int SHORTEST_TRIAL_LEFT = 7;
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    /// How a match stands, as a list can say it.
    enum Standing {
        RUNS,
        TRIES,
        OVER,
        /// Somewhere between a yes and a match, or away: that is kept here, and does not come in with a
        /// list.
        ELSEWHERE
    }

    private static final Map<Standing, List<String>> STANDINGS = Map.of(
            Standing.RUNS,
            List.of(
                    "loopt",
                    "lopend",
                    "lopende",
                    "actief",
                    "actieve",
                    "gekoppeld",
                    "ja",
                    "running",
                    "active",
                    "matched",
                    "ongoing",
                    "current",
                    "yes",
                    "open"),
            Standing.TRIES,
            List.of("proef", "proeftijd", "proefperiode", "trial"),
            Standing.OVER,
            List.of(
                    "gestopt",
                    "beeindigd",
                    "beëindigd",
                    "afgerond",
                    "afgesloten",
                    "gesloten",
                    "klaar",
                    "inactief",
                    "nee",
                    "ended",
                    "finished",
                    "closed",
                    "stopped",
                    "inactive",
                    "no",
                    "completed",
                    "over"));

    /// What people write about why it ended, by a part of it. Nothing of what they write is kept.
    private static final List<Map.Entry<Pattern, EndReason>> REASONS = List.of(
            reason("overl|decea|died|gestorven", EndReason.DECEASED),
            reason("verhui|moved|moving", EndReason.MOVED),
            reason("klik|click", EndReason.NO_CLICK),
            reason(
                    "(vrijw|volunteer|maatje).*(stop|weg|left|quit|kan niet)|(stop|weg).*(vrijw|volunteer|maatje)",
                    EndReason.VOLUNTEER_STOPS),
            reason(
                    "(deelnemer|client|klant|bewoner|hulpvrager|participant).*(stop|weg|left|wil niet)|(stop).*(deelnemer|client"
                            + "|klant|bewoner|hulpvrager|participant)",
                    EndReason.PARTICIPANT_STOPS),
            reason(
                    "doel|behaald|bereikt|afgerond|klaar|voltooid|goal|achieved|done|completed|finished",
                    EndReason.GOAL_REACHED),
            reason(
                    "situatie|opname|opgenomen|ziek|gezondheid|verpleeg|situation|health|ill|care home",
                    EndReason.SITUATION_CHANGED));

    private final EarlierMatches earlier;
    private final HelpRequests requests;
    private final Volunteers volunteers;
    private final Limits limits;
    private final People people;
    private final Mentioned mentioned;
    private final Vocabulary vocabulary;
    private final Words words;
    private final Map<String, Standing> standings = new HashMap<>();
    private final Map<String, EndReason> reasons;
    private final OrganisationId organisation;
    private final BranchId branch;
    private final LocalDate today;

    /// What rows before took that is not in the database, because a list that is only tried out is not
    /// kept.
    private final Map<PersonId, List<Promise>> promised = new HashMap<>();

    private final Set<HelpRequestId> taken = new HashSet<>();
    private final Map<Integer, Earlier> plans = new HashMap<>();
    private int serial;

    /// What a row says.
    record Row(
            int serial,
            @Nullable String externalId,
            @Nullable Naming volunteer,
            @Nullable Naming participant,
            @Nullable String request,
            Optional<KindOfHelp> kind,
            LocalDate begunOn,
            Standing standing,
            boolean saysHow,
            LocalDate endedOn,
            EndReason reason,
            Optional<Integer> hours) {}

    MatchesIn(
            EarlierMatches earlier,
            HelpRequests requests,
            Volunteers volunteers,
            Limits limits,
            People people,
            Vocabulary vocabulary,
            Words words,
            BranchId branch,
            LocalDate today) {
        this.earlier = earlier;
        this.requests = requests;
        this.volunteers = volunteers;
        this.limits = limits;
        this.people = people;
        this.vocabulary = vocabulary;
        this.words = words;
        this.organisation = Viewer.current().myDesk().organisation();
        this.mentioned = new Mentioned(people, organisation);
        this.branch = branch;
        this.today = today;
        vocabulary
                .ours(Match.State.values(), "matches.state.")
                .forEach((word, state) -> standings.put(
                        word,
                        switch (state) {
                            case ACTIVE -> Standing.RUNS;
                            case TRIAL -> Standing.TRIES;
                            case ENDED -> Standing.OVER;
                            case PROMISED, AGREED, MEETING, AWAY, LEAVING -> Standing.ELSEWHERE;
                        }));
        STANDINGS.forEach((standing, all) -> all.forEach(word -> standings.put(KnownColumn.bare(word), standing)));
        this.reasons = vocabulary.ours(EndReason.values(), "matches.reason.");
    }

    private static Map.Entry<Pattern, EndReason> reason(String words, EndReason reason) {
        return Map.entry(Pattern.compile(words), reason);
    }

    // --- reading ---

    @Override
    public Row read(Cells cells) {
        var externalId = cells.ownNumber(KnownColumn.EXTERNAL_ID);
        var volunteer = Mentioned.read(cells, Side.VOLUNTEER);
        if (volunteer.isEmpty()) {
            cells.refuse(KnownColumn.VOLUNTEER, "exchange.wrong.noVolunteer");
        }
        var request = cells.ownNumber(KnownColumn.REQUEST_ID);
        // where the number of the request says who it is for, a bare name beside it is only a name
        var participant = request != null && !cells.has(KnownColumn.PERSON_ID)
                ? Optional.<Naming>empty()
                : Mentioned.read(cells, Side.PARTICIPANT);
        if (request == null && participant.isEmpty()) {
            cells.refuse(KnownColumn.PARTICIPANT, "exchange.wrong.noParticipant");
        }
        var begun = day(cells, KnownColumn.BEGUN_ON, today);
        if (!cells.has(KnownColumn.BEGUN_ON)) {
            cells.refuse(KnownColumn.BEGUN_ON, "ui.form.missing");
        }
        var ended = cells.date(KnownColumn.ENDED_ON);
        var ahead = ended.filter(today::isBefore).isPresent();
        if (ahead) {
            cells.warn(KnownColumn.ENDED_ON, "exchange.warning.endAhead");
            ended = Optional.empty();
        }
        if (ended.isPresent() && begun.isPresent() && ended.get().isBefore(begun.get())) {
            cells.refuse(KnownColumn.ENDED_ON, "exchange.wrong.endBeforeBegin");
        }
        var standing = standing(cells, ended.isPresent());
        if (externalId == null) {
            cells.warn(KnownColumn.EXTERNAL_ID, "exchange.warning.noNumberOfMatch");
        }
        return new Row(
                serial++,
                externalId,
                volunteer.orElse(null),
                participant.orElse(null),
                request,
                cells.one(KnownColumn.KIND, vocabulary::kind),
                begun.orElse(today),
                standing,
                cells.has(KnownColumn.RUNNING) || ended.isPresent(),
                ended.orElse(today),
                standing == Standing.OVER ? reason(cells) : EndReason.OTHER,
                hours(cells));
    }

    private static Optional<LocalDate> day(Cells cells, KnownColumn column, LocalDate last) {
        var day = cells.date(column);
        day.filter(one -> one.isAfter(last) || one.isBefore(EARLIEST))
                .ifPresent(_ ->
                        cells.refuse(column, "ui.form.dateOutside", RequestsIn.day(EARLIEST), RequestsIn.day(last)));
        return day;
    }

    private Standing standing(Cells cells, boolean hasEnd) {
        var said = cells.one(KnownColumn.RUNNING, text -> Optional.ofNullable(standings.get(KnownColumn.bare(text))));
        if (said.filter(Standing.OVER::equals).isPresent() && !hasEnd && !cells.isWrong(KnownColumn.ENDED_ON)) {
            cells.refuse(KnownColumn.ENDED_ON, "exchange.wrong.endedWhen");
        }
        if (hasEnd && said.filter(one -> one != Standing.OVER).isPresent()) {
            cells.refuse(KnownColumn.RUNNING, "exchange.wrong.endedAndRuns");
        }
        return said.orElse(hasEnd ? Standing.OVER : Standing.RUNS);
    }

    private EndReason reason(Cells cells) {
        var said = cells.optionalText(KnownColumn.END_REASON, 500);
        var ours = reasons.get(KnownColumn.bare(said));
        if (said.isEmpty() || ours != null) {
            return ours == null ? EndReason.OTHER : ours;
        }
        var text = said.toLowerCase(Locale.ROOT).replace('ë', 'e');
        var found = REASONS.stream()
                .filter(one -> one.getKey().matcher(text).find())
                .map(Map.Entry::getValue)
                .findFirst();
        if (found.isEmpty()) {
            cells.warn(KnownColumn.END_REASON, "exchange.warning.otherReason");
        }
        return found.orElse(EndReason.OTHER);
    }

    /// A week; from hours each time and how often where a list says those.
    private static Optional<Integer> hours(Cells cells) {
        var perWeek = cells.whole(KnownColumn.HOURS, 1, Need.MOST_HOURS);
        var often = cells.has(KnownColumn.FREQUENCY)
                ? Frequency.perWeek(cells.raw(KnownColumn.FREQUENCY))
                : Optional.<Double>empty();
        if (cells.has(KnownColumn.FREQUENCY) && often.isEmpty()) {
            cells.refuse(
                    KnownColumn.FREQUENCY,
                    "exchange.wrong.howOften",
                    Cells.shortened(cells.raw(KnownColumn.FREQUENCY)));
        }
        if (perWeek.isPresent() || cells.has(KnownColumn.HOURS) || !cells.has(KnownColumn.HOURS_EACH)) {
            return perWeek;
        }
        var each = HoursIn.minutes(cells, KnownColumn.HOURS_EACH);
        if (each.isEmpty() || (cells.has(KnownColumn.FREQUENCY) && often.isEmpty())) {
            return Optional.empty();
        }
        var week = (int) Math.ceil(each.get() * often.orElse(1.0) / 60 - 1e-6);
        if (week > Need.MOST_HOURS) {
            cells.refuse(KnownColumn.HOURS_EACH, "ui.form.wholeOutside", 1, Need.MOST_HOURS);
            return Optional.empty();
        }
        return Optional.of(Math.max(1, week));
    }

    @Override
    public KnownColumn identityColumn() {
        return KnownColumn.EXTERNAL_ID;
    }

    // --- comparing ---

    /// All that is here of what the rows are about.
    private record Here(
            Map<Naming, Found> people,
            Map<String, Match> byNumber,
            Set<String> elsewhere,
            Map<String, HelpRequest> requests,
            Map<PersonId, List<HelpRequest>> ofParticipant,
            Map<HelpRequestId, List<Match>> ofRequest,
            Set<HelpRequestId> lookedFor,
            Map<HelpRequestId, Heaviness> heaviness,
            Map<PersonId, Volunteer> volunteers,
            Map<PersonId, Room> rooms) {}

    @Override
    public List<Fate> compare(List<Row> rows) {
        plans.clear();
        var here = here(rows);
        List<Fate> fates = new ArrayList<>();
        for (var row : rows) {
            fates.add(fate(row, here));
        }
        return fates;
    }

    private Here here(List<Row> rows) {
        var found = mentioned.find(rows.stream()
                .flatMap(row -> Stream.of(Optional.ofNullable(row.volunteer()), Optional.ofNullable(row.participant())))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()));
        var numbers = rows.stream()
                .flatMap(row -> Stream.ofNullable(row.externalId()))
                .toList();
        Map<String, Match> byNumber = new HashMap<>(earlier.listByExternalId(organisation, numbers));
        earlier.list(ours(numbers, MatchId::new))
                .forEach(match -> byNumber.put(match.id().toString(), match));
        var elsewhere = new HashSet<>(numbers.isEmpty() ? Set.of() : earlier.listTaken(numbers));
        elsewhere.removeAll(byNumber.keySet());
        var asked =
                rows.stream().flatMap(row -> Stream.ofNullable(row.request())).toList();
        Map<String, HelpRequest> byRequest = new HashMap<>();
        requests.listByExternalId(organisation, asked)
                .forEach(request ->
                        byRequest.put(Objects.requireNonNull(request.ask().externalId()), request));
        requests.list(ours(asked, HelpRequestId::new))
                .forEach(request -> byRequest.put(request.id().toString(), request));
        var participants = Mentioned.known(found, rows.stream().map(Row::participant));
        var ofParticipant = requests.listOf(organisation, participants).stream()
                .collect(Collectors.groupingBy(request -> request.ask().participant()));
        var all = Stream.concat(
                        byRequest.values().stream(),
                        ofParticipant.values().stream().flatMap(List::stream))
                .map(HelpRequest::id)
                .collect(Collectors.toSet());
        var who = Mentioned.known(found, rows.stream().map(Row::volunteer));
        return new Here(
                found,
                byNumber,
                elsewhere,
                byRequest,
                ofParticipant,
                earlier.listOf(all).stream()
                        .collect(Collectors.groupingBy(match -> match.duo().request())),
                earlier.listLookedFor(all),
                requests.listHeaviness(all),
                volunteers.list(who).stream().collect(Collectors.toMap(Volunteer::person, Function.identity())),
                limits.room(who));
    }

    private static <T> List<T> ours(Collection<String> numbers, Function<java.util.UUID, T> id) {
        return numbers.stream()
                .flatMap(number -> OurNumber.in(number, id).stream())
                .toList();
    }

    private Fate fate(Row row, Here here) {
        var naming = Objects.requireNonNull(row.volunteer());
        Person participant = null;
        if (row.participant() != null) {
            switch (Objects.requireNonNull(here.people().get(row.participant()))) {
                case Unknown(var why) -> {
                    return new Refused(why);
                }
                case Known(var person) -> participant = person;
            }
        }
        return switch (Objects.requireNonNull(here.people().get(naming))) {
            case Unknown(var why) -> new Refused(why);
            case Known(var volunteer) ->
                fate(row, here, naming, volunteer.id(), participant == null ? null : participant.id());
        };
    }

    private Fate fate(Row row, Here here, Naming naming, PersonId volunteer, @Nullable PersonId participant) {
        var number = Objects.requireNonNullElse(row.externalId(), "");
        if (here.elsewhere().contains(number)) {
            return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.otherBranch");
        }
        var before = here.byNumber().get(number);
        if (before != null) {
            return compared(row, before, volunteer, participant);
        }
        var candidates = candidates(row, here, participant);
        if (candidates instanceof Refuses(var why)) {
            return why;
        }
        var those = ((Those) candidates).requests();
        var same = those.stream()
                .flatMap(request -> here.ofRequest().getOrDefault(request.id(), List.of()).stream())
                .filter(match -> match.duo().volunteer().equals(volunteer)
                        && begun(match).equals(row.begunOn()))
                .findFirst();
        if (same.isPresent()) {
            return compared(row, same.get(), volunteer, participant);
        }
        if (row.standing() == Standing.ELSEWHERE) {
            return refused(KnownColumn.RUNNING, "exchange.wrong.beginHere");
        }
        var chosen = choose(row, those);
        if (chosen instanceof Refuses(var why)) {
            return why;
        }
        var request = ((Those) chosen).requests().getFirst();
        if (request.ask().participant().equals(volunteer)) {
            return refused(naming.side().column(naming), "exchange.wrong.withThemselves");
        }
        if (!request.holder().branch().equals(branch)) {
            return refused(KnownColumn.REQUEST_ID, "exchange.wrong.requestOtherBranch");
        }
        var who = here.volunteers().get(volunteer);
        if (who == null) {
            return refused(naming.side().column(naming), "exchange.wrong.notVolunteer");
        }
        var plan = plan(row, request, volunteer);
        if (row.standing() != Standing.OVER) {
            var no = cannotRun(row, here, request, who, plan, naming);
            if (no.isPresent()) {
                return no.get();
            }
            taken.add(request.id());
        }
        plans.put(row.serial(), plan);
        return new New();
    }

    private Earlier plan(Row row, HelpRequest request, PersonId volunteer) {
        return new Earlier(
                MatchId.next(),
                InvitationId.next(),
                row.externalId(),
                request,
                volunteer,
                row.hours().orElse(request.ask().need().hoursPerWeek()),
                row.begunOn(),
                switch (row.standing()) {
                    case OVER -> new Over(row.endedOn(), row.reason());
                    case TRIES -> {
                        var usual = row.begunOn().plusWeeks(Matches.TRIAL_WEEKS);
                        var soonest = today.plusDays(SHORTEST_TRIAL_LEFT);
                        yield new Tries(usual.isBefore(soonest) ? soonest : usual);
                    }
                    case RUNS, ELSEWHERE -> new Runs();
                },
                words.get("exchange.match.brought"));
    }

    /// What is here stays as it is; a row that says something else of it is not brought in.
    private Fate compared(Row row, Match before, PersonId volunteer, @Nullable PersonId participant) {
        var duo = before.duo();
        if (!duo.volunteer().equals(volunteer)
                || (participant != null && !duo.participant().equals(participant))) {
            return refused(
                    row.externalId() == null ? KnownColumn.VOLUNTEER : KnownColumn.EXTERNAL_ID,
                    "exchange.wrong.matchOfOthers");
        }
        if (!duo.holder().branch().equals(branch)) {
            return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.otherBranch");
        }
        if (row.kind().isPresent() && row.kind().get() != duo.kind()) {
            return refused(KnownColumn.KIND, "exchange.wrong.matchIsOther", words.of("network.kind", duo.kind()));
        }
        if (!begun(before).equals(row.begunOn())) {
            return refused(KnownColumn.BEGUN_ON, "exchange.wrong.matchIsOther", RequestsIn.day(begun(before)));
        }
        if (row.hours().isPresent() && row.hours().get() != duo.hours()) {
            return refused(KnownColumn.HOURS, "exchange.wrong.matchIsOther", duo.hours());
        }
        if (before instanceof Ended ended) {
            return row.standing() == Standing.OVER
                    ? ended.on().equals(row.endedOn())
                            ? new Unchanged()
                            : refused(KnownColumn.ENDED_ON, "exchange.wrong.matchIsOther", RequestsIn.day(ended.on()))
                    : row.saysHow()
                            ? refused(KnownColumn.RUNNING, "exchange.wrong.matchEnded", RequestsIn.day(ended.on()))
                            : new Unchanged();
        }
        return row.standing() == Standing.OVER
                ? refused(KnownColumn.ENDED_ON, "exchange.wrong.matchRuns")
                : new Unchanged();
    }

    private static LocalDate begun(Match match) {
        return LocalDate.ofInstant(match.duo().begunAt(), ZONE);
    }

    // --- which request ---

    private sealed interface Meant {}

    private record Those(List<HelpRequest> requests) implements Meant {}

    private record Refuses(Refused why) implements Meant {}

    /// The requests that a row may mean.
    private Meant candidates(Row row, Here here, @Nullable PersonId participant) {
        if (row.request() != null) {
            var request = here.requests().get(row.request());
            if (request == null) {
                return new Refuses(refused(KnownColumn.REQUEST_ID, "exchange.wrong.noSuchRequest"));
            }
            if (participant != null && !request.ask().participant().equals(participant)) {
                return new Refuses(refused(KnownColumn.REQUEST_ID, "exchange.wrong.requestOfOther"));
            }
            return row.kind().isPresent() && row.kind().get() != request.ask().kind()
                    ? new Refuses(refused(
                            KnownColumn.KIND,
                            "exchange.wrong.requestOfOtherKind",
                            words.of("network.kind", request.ask().kind())))
                    : new Those(List.of(request));
        }
        var all = here.ofParticipant().getOrDefault(Objects.requireNonNull(participant), List.of()).stream()
                .filter(request -> row.kind().isEmpty()
                        || row.kind().get() == request.ask().kind())
                .toList();
        return all.isEmpty()
                ? new Refuses(refused(
                        Objects.requireNonNull(row.participant()).side().column(row.participant()),
                        row.kind().isEmpty() ? "exchange.wrong.noRequest" : "exchange.wrong.noRequestOfKind",
                        row.kind().map(kind -> words.of("network.kind", kind)).orElse("")))
                : new Those(all);
    }

    /// Of what runs, the request that waits for a volunteer; of what is over, the one that is over too,
    /// if there is one.
    private Meant choose(Row row, List<HelpRequest> all) {
        var where = row.request() == null ? KnownColumn.PARTICIPANT : KnownColumn.REQUEST_ID;
        if (row.standing() == Standing.OVER) {
            var over = all.stream().filter(HelpRequest.Ended.class::isInstance).toList();
            var some = over.isEmpty() ? all : over;
            return some.size() == 1 ? new Those(some) : new Refuses(refused(where, "exchange.wrong.severalRequests"));
        }
        var waiting = all.stream()
                .filter(request -> request instanceof Searching && !taken.contains(request.id()))
                .toList();
        if (waiting.size() == 1) {
            return new Those(waiting);
        }
        if (waiting.size() > 1) {
            return new Refuses(refused(where, "exchange.wrong.severalRequests"));
        }
        return new Refuses(refused(
                where,
                all.stream().anyMatch(Asked.class::isInstance)
                        ? "exchange.wrong.requestNotDecided"
                        : all.stream().allMatch(HelpRequest.Ended.class::isInstance)
                                ? "exchange.wrong.requestOver"
                                : "exchange.wrong.requestHasSomebody"));
    }

    // --- limits ---

    private Optional<Fate> cannotRun(
            Row row, Here here, HelpRequest request, Volunteer who, Earlier plan, Naming naming) {
        var column = naming.side().column(naming);
        if (here.lookedFor().contains(request.id())
                || here.ofRequest().getOrDefault(request.id(), List.of()).stream()
                        .anyMatch(match -> !(match instanceof Ended))) {
            return Optional.of(refused(
                    row.request() == null ? KnownColumn.PARTICIPANT : KnownColumn.REQUEST_ID,
                    "exchange.wrong.requestLookedFor"));
        }
        if (who.status() != Status.ACTIVE) {
            return Optional.of(refused(
                    column, who.status() == Status.LEFT ? "exchange.wrong.left" : "exchange.wrong.notWelcomed"));
        }
        var room = here.rooms().get(who.person());
        if (room == null) {
            return Optional.of(refused(column, "exchange.wrong.noLimits"));
        }
        for (var before : promised.getOrDefault(who.person(), List.of())) {
            room = room.after(before);
        }
        var promise = plan.promise(here.heaviness().getOrDefault(request.id(), Heaviness.NONE));
        var no = room.refuses(promise);
        if (no.isEmpty()) {
            promised.computeIfAbsent(who.person(), _ -> new ArrayList<>()).add(promise);
        }
        return no.map(why -> refused(row, column, why));
    }

    private static Refused refused(Row row, KnownColumn column, Reservation why) {
        return switch (why) {
            case Reservation.Full(var hours, var places) ->
                places < 1
                        ? refused(column, "exchange.wrong.noPlace")
                        : refused(
                                row.hours().isPresent() ? KnownColumn.HOURS : column,
                                "exchange.wrong.noHoursLeft",
                                hours);
            case Reservation.Paused(var until) -> refused(column, "exchange.wrong.pauses", RequestsIn.day(until));
            case Reservation.Reserved _,
                    Reservation.TooManyNights _,
                    Reservation.NeedsRest _,
                    Reservation.TooHeavy _,
                    Reservation.RatherNot _,
                    Reservation.ForSeveral _ -> refused(column, "exchange.wrong.beyondLimits");
        };
    }

    // --- saving ---

    @Override
    public List<Trace> save(List<Row> added, List<Row> changed) {
        var all = added.stream()
                .map(row -> Objects.requireNonNull(plans.get(row.serial())))
                .toList();
        // from here on the database knows
        promised.clear();
        taken.clear();
        if (!earlier.bring(organisation, all).isEmpty()) {
            throw new ConcurrencyFailureException(
                    "Somebody else changed a request or volunteer of this list meanwhile.");
        }
        people.list(
                all.stream()
                        .flatMap(one ->
                                Stream.of(one.volunteer(), one.request().ask().participant()))
                        .collect(Collectors.toSet()),
                Purpose.RECORD);
        return earlier.list(all.stream().map(Earlier::id).toList()).stream()
                .map(MatchesBack::trace)
                .toList();
    }

    private static Refused refused(KnownColumn column, String key, Object... args) {
        return new Refused(new Form.Problem(column.name(), key, List.of(args)));
    }
}
