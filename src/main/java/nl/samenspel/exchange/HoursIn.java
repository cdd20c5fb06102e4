package nl.samenspel.exchange;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
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
import nl.samenspel.matches.EarlierMatches;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.MatchId;
import nl.samenspel.people.People;
import nl.samenspel.ui.Form;
import nl.samenspel.visits.EarlierVisits;
import nl.samenspel.visits.EarlierVisits.Corrected;
import nl.samenspel.visits.EarlierVisits.Earlier;
import nl.samenspel.visits.EarlierVisits.OnDay;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.Visit.Came.Done;
import nl.samenspel.visits.Visit.Kind;
import nl.samenspel.visits.Visit.Whose;
import nl.samenspel.visits.VisitId;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/// What volunteers did, from a file: in a match that is here, or as other work. With a number a row is
/// what it was before; without one it is what stands on that day, so that nothing counts twice.
final class HoursIn implements Incoming<HoursIn.Row> {

    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    /// A number alone that is larger may be meant as minutes.
    private static final int SURELY_HOURS = 12;

    private static final Pattern CLOCK = Pattern.compile("([0-9]{1,2})[:u]([0-5][0-9])(?::00)?(?:\\s*u(?:ur)?)?");
    private static final Pattern IN_MINUTES =
            Pattern.compile("([0-9]{1,4})\\s*(?:m|min|mins|minuut|minuten|minutes?)\\.?");
    private static final Pattern BOTH = Pattern.compile(
            "([0-9]{1,2})\\s*(?:u|uur|uren|h|hours?)\\.?\\s*(?:en|and)?\\s*([0-5]?[0-9])\\s*(?:m|min|minuten|minutes)?\\.?");
    private static final Pattern IN_HOURS =
            Pattern.compile("([0-9]{1,2}(?:[.,][0-9]{1,2})?)\\s*(u|uur|uren|h|hrs?|hours?)?\\.?");

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("bezoek", Kind.VISIT),
            Map.entry("huisbezoek", Kind.VISIT),
            Map.entry("opbezoek", Kind.VISIT),
            Map.entry("visit", Kind.VISIT),
            Map.entry("thuis", Kind.VISIT),
            Map.entry("gezelschap", Kind.VISIT),
            Map.entry("uitje", Kind.OUT_TOGETHER),
            Map.entry("uitstap", Kind.OUT_TOGETHER),
            Map.entry("wandelen", Kind.OUT_TOGETHER),
            Map.entry("wandeling", Kind.OUT_TOGETHER),
            Map.entry("eropuit", Kind.OUT_TOGETHER),
            Map.entry("outing", Kind.OUT_TOGETHER),
            Map.entry("walk", Kind.OUT_TOGETHER),
            Map.entry("boodschap", Kind.ERRAND),
            Map.entry("boodschappen", Kind.ERRAND),
            Map.entry("klus", Kind.ERRAND),
            Map.entry("vervoer", Kind.ERRAND),
            Map.entry("rit", Kind.ERRAND),
            Map.entry("groceries", Kind.ERRAND),
            Map.entry("errand", Kind.ERRAND),
            Map.entry("telefoon", Kind.PHONE),
            Map.entry("telefonisch", Kind.PHONE),
            Map.entry("gebeld", Kind.PHONE),
            Map.entry("bellen", Kind.PHONE),
            Map.entry("belcontact", Kind.PHONE),
            Map.entry("phone", Kind.PHONE),
            Map.entry("call", Kind.PHONE),
            Map.entry("overleg", Kind.MEETING),
            Map.entry("vergadering", Kind.MEETING),
            Map.entry("bijeenkomst", Kind.MEETING),
            Map.entry("intervisie", Kind.MEETING),
            Map.entry("meeting", Kind.MEETING),
            Map.entry("training", Kind.TRAINING),
            Map.entry("cursus", Kind.TRAINING),
            Map.entry("scholing", Kind.TRAINING),
            Map.entry("course", Kind.TRAINING),
            Map.entry("anders", Kind.OTHER_WORK),
            Map.entry("overig", Kind.OTHER_WORK),
            Map.entry("kantoor", Kind.OTHER_WORK),
            Map.entry("bestuur", Kind.OTHER_WORK),
            Map.entry("administratie", Kind.OTHER_WORK),
            Map.entry("other", Kind.OTHER_WORK),
            Map.entry("office", Kind.OTHER_WORK));

    private final EarlierVisits visits;
    private final EarlierMatches matches;
    private final Volunteers volunteers;
    private final People people;
    private final Mentioned mentioned;
    private final Map<String, Kind> kinds;
    private final OrganisationId organisation;
    private final BranchId branch;
    private final LocalDate today;

    /// What rows before added on a day that is not in the database, and what was here that rows before
    /// meant.
    private final Map<OnDay, Integer> addedOn = new HashMap<>();

    private final Set<VisitId> meant = new HashSet<>();
    private final Map<Integer, Earlier> added = new HashMap<>();
    private final Map<Integer, Correcting> corrected = new HashMap<>();

    private record Correcting(Visit before, Corrected after) {}

    private final Set<PersonId> whose = new HashSet<>();
    private int serial;

    /// What a row says.
    record Row(
            int serial,
            @Nullable String externalId,
            @Nullable Naming volunteer,
            @Nullable Naming participant,
            @Nullable String match,
            LocalDate day,
            int minutes,
            Optional<Kind> kind) {}

    HoursIn(
            EarlierVisits visits,
            EarlierMatches matches,
            Volunteers volunteers,
            People people,
            Vocabulary vocabulary,
            BranchId branch,
            LocalDate today) {
        this.visits = visits;
        this.matches = matches;
        this.volunteers = volunteers;
        this.people = people;
        this.organisation = Viewer.current().myDesk().organisation();
        this.mentioned = new Mentioned(people, organisation);
        this.branch = branch;
        this.today = today;
        this.kinds = new HashMap<>(KINDS);
        this.kinds.putAll(vocabulary.ours(Kind.values(), "visits.kind."));
    }

    // --- reading ---

    @Override
    public Row read(Cells cells) {
        var externalId = cells.ownNumber(KnownColumn.EXTERNAL_ID);
        var match = cells.ownNumber(KnownColumn.MATCH_ID);
        var volunteer = optional(cells, Side.VOLUNTEER, match);
        var participant = optional(cells, Side.PARTICIPANT, match);
        if (match == null && volunteer.isEmpty()) {
            cells.refuse(KnownColumn.VOLUNTEER, "exchange.wrong.noVolunteer");
        }
        var day = cells.date(KnownColumn.DAY);
        if (!cells.has(KnownColumn.DAY)) {
            cells.refuse(KnownColumn.DAY, "ui.form.missing");
        }
        day.filter(one -> one.isAfter(today) || one.isBefore(EARLIEST))
                .ifPresent(_ -> cells.refuse(
                        KnownColumn.DAY, "ui.form.dateOutside", RequestsIn.day(EARLIEST), RequestsIn.day(today)));
        var kind = cells.one(KnownColumn.VISIT_KIND, text -> Optional.ofNullable(kinds.get(KnownColumn.bare(text))));
        var isWithSomeone = match != null || participant.isPresent();
        kind.filter(one -> one.isWithSomeone() != isWithSomeone)
                .ifPresent(_ -> cells.refuse(
                        KnownColumn.VISIT_KIND,
                        isWithSomeone ? "exchange.wrong.notWithSomeone" : "exchange.wrong.withWhom"));
        return new Row(
                serial++,
                externalId,
                volunteer.orElse(null),
                participant.orElse(null),
                match,
                day.orElse(today),
                howLong(cells).orElse(1),
                kind);
    }

    /// Where the number of the match says who they are, a bare name beside it is only a name.
    private static Optional<Naming> optional(Cells cells, Side side, @Nullable String match) {
        return match == null || cells.has(side == Side.VOLUNTEER ? KnownColumn.VOLUNTEER_ID : KnownColumn.PERSON_ID)
                ? Mentioned.read(cells, side)
                : Optional.empty();
    }

    private static Optional<Integer> howLong(Cells cells) {
        if (cells.has(KnownColumn.MINUTES)) {
            return cells.whole(KnownColumn.MINUTES, 0, Visit.MOST_MINUTES).flatMap(minutes -> together(cells, minutes));
        }
        if (!cells.has(KnownColumn.HOURS_DONE)) {
            cells.refuse(KnownColumn.HOURS_DONE, "ui.form.missing");
            return Optional.empty();
        }
        return minutes(cells, KnownColumn.HOURS_DONE);
    }

    /// `2` and `30` in two columns are two hours and a half.
    private static Optional<Integer> together(Cells cells, int minutes) {
        var hours = minutes < 60 ? cells.whole(KnownColumn.HOURS_DONE, 0, 23).orElse(0) : 0;
        var all = hours * 60 + minutes;
        if (all < 1) {
            cells.refuse(KnownColumn.MINUTES, "ui.form.wholeOutside", 1, Visit.MOST_MINUTES);
            return Optional.empty();
        }
        return Optional.of(all);
    }

    /// How long: `1:30`, `1,5`, `90 min`, `1 uur en 30 minuten`. What may be hours as well as minutes is
    /// refused.
    static Optional<Integer> minutes(Cells cells, KnownColumn column) {
        var text = cells.raw(column).toLowerCase(Locale.ROOT).strip();
        var minutes = minutes(text);
        if (minutes < 0) {
            cells.refuse(column, "exchange.wrong.hoursOrMinutes");
        } else if (minutes < 1 || minutes > Visit.MOST_MINUTES) {
            cells.refuse(column, "exchange.wrong.howLong");
        } else {
            return Optional.of(minutes);
        }
        return Optional.empty();
    }

    /// @return below zero where it is not clear
    private static int minutes(String text) {
        var clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return Integer.parseInt(clock.group(1)) * 60 + Integer.parseInt(clock.group(2));
        }
        var inMinutes = IN_MINUTES.matcher(text);
        if (inMinutes.matches()) {
            return Integer.parseInt(inMinutes.group(1));
        }
        var both = BOTH.matcher(text);
        if (both.matches()) {
            return Integer.parseInt(both.group(1)) * 60 + Integer.parseInt(both.group(2));
        }
        var inHours = IN_HOURS.matcher(text);
        if (inHours.matches()) {
            var hours = Double.parseDouble(inHours.group(1).replace(',', '.'));
            return inHours.group(2) == null && hours > SURELY_HOURS ? -1 : (int) Math.round(hours * 60);
        }
        return -1;
    }

    @Override
    public KnownColumn identityColumn() {
        return KnownColumn.EXTERNAL_ID;
    }

    /// The same people on the same day, for the same.
    @Override
    public String sameAs(Map<KnownColumn, String> texts) {
        var day = texts.getOrDefault(KnownColumn.DAY, "").strip();
        return Stream.of(
                        KnownColumn.VOLUNTEER_ID,
                        KnownColumn.VOLUNTEER,
                        KnownColumn.VOLUNTEER_GIVEN_NAME,
                        KnownColumn.VOLUNTEER_FAMILY_NAME,
                        KnownColumn.VOLUNTEER_EMAIL,
                        KnownColumn.VOLUNTEER_POSTCODE,
                        KnownColumn.PERSON_ID,
                        KnownColumn.PARTICIPANT,
                        KnownColumn.PARTICIPANT_GIVEN_NAME,
                        KnownColumn.PARTICIPANT_FAMILY_NAME,
                        KnownColumn.PARTICIPANT_EMAIL,
                        KnownColumn.PARTICIPANT_POSTCODE,
                        KnownColumn.MATCH_ID,
                        KnownColumn.VISIT_KIND)
                .map(column -> KnownColumn.bare(texts.getOrDefault(column, "")))
                .collect(Collectors.joining(
                        "\u0000",
                        "",
                        "\u0000" + Form.dateIn(day).map(LocalDate::toString).orElse(day)));
    }

    // --- comparing ---

    private record Here(
            Map<Naming, Found> people,
            Map<PersonId, Volunteer> volunteers,
            Map<String, Match> byNumber,
            List<Match> between,
            Map<String, Visit> before,
            Set<String> elsewhere) {}

    /// A row of which is known whose it is.
    private record Placed(Row row, Whose whose, Kind kind, OnDay onDay) {}

    @Override
    public List<Fate> compare(List<Row> rows) {
        added.clear();
        corrected.clear();
        whose.clear();
        var here = here(rows);
        List<Object> placed = new ArrayList<>();
        for (var row : rows) {
            placed.add(place(row, here));
        }
        var onDay = visits
                .listOn(placed.stream()
                        .filter(Placed.class::isInstance)
                        .map(one -> ((Placed) one).onDay())
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.groupingBy(OnDay::of));
        var numbered = visits.externalIds(
                onDay.values().stream().flatMap(List::stream).map(Visit::id).toList());
        List<Fate> fates = new ArrayList<>();
        for (var one : placed) {
            fates.add(
                    one instanceof Placed it
                            ? fate(it, here, onDay.getOrDefault(it.onDay(), List.of()), numbered.keySet())
                            : (Refused) one);
        }
        return fates;
    }

    private Here here(List<Row> rows) {
        var found = mentioned.find(rows.stream()
                .flatMap(row -> Stream.of(Optional.ofNullable(row.volunteer()), Optional.ofNullable(row.participant())))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()));
        var numbers =
                rows.stream().flatMap(row -> Stream.ofNullable(row.match())).toList();
        Map<String, Match> byNumber = new HashMap<>(matches.listByExternalId(organisation, numbers));
        matches.list(numbers.stream()
                        .flatMap(number -> OurNumber.in(number, MatchId::new).stream())
                        .toList())
                .forEach(match -> byNumber.put(match.id().toString(), match));
        var own = rows.stream()
                .flatMap(row -> Stream.ofNullable(row.externalId()))
                .toList();
        Map<String, Visit> before = new HashMap<>(visits.listByExternalId(organisation, own));
        visits.list(own.stream()
                        .flatMap(number -> OurNumber.in(number, VisitId::new).stream())
                        .toList())
                .forEach(visit -> before.put(visit.id().toString(), visit));
        var elsewhere = new HashSet<>(own.isEmpty() ? Set.of() : visits.listTaken(own));
        elsewhere.removeAll(before.keySet());
        var who = Mentioned.known(found, rows.stream().map(Row::volunteer));
        return new Here(
                found,
                volunteers.list(who).stream().collect(Collectors.toMap(Volunteer::person, Function.identity())),
                byNumber,
                matches.listBetween(who, Mentioned.known(found, rows.stream().map(Row::participant))),
                before,
                elsewhere);
    }

    /// Whose it is; or why it cannot come in.
    private Object place(Row row, Here here) {
        for (var naming : Stream.of(Optional.ofNullable(row.volunteer()), Optional.ofNullable(row.participant()))
                .flatMap(Optional::stream)
                .toList()) {
            if (here.people().get(naming) instanceof Unknown(var why)) {
                return new Refused(why);
            }
        }
        var volunteer = person(row.volunteer(), here);
        var participant = person(row.participant(), here);
        if (row.match() == null && participant == null) {
            var naming = Objects.requireNonNull(row.volunteer());
            var known = here.volunteers().get(Objects.requireNonNull(volunteer));
            var no = Mentioned.refuse(naming, known, branch);
            if (no.isPresent()) {
                return new Refused(no.get());
            }
            return placed(row, new Whose(volunteer, null, null, organisation, branch), Kind.OTHER_WORK);
        }
        return inMatch(row, here, volunteer, participant);
    }

    private Object inMatch(Row row, Here here, @Nullable PersonId volunteer, @Nullable PersonId participant) {
        var column = row.match() != null
                ? KnownColumn.MATCH_ID
                : Side.PARTICIPANT.column(Objects.requireNonNull(row.participant()));
        List<Match> all;
        if (row.match() != null) {
            var match = here.byNumber().get(row.match());
            if (match == null) {
                return refused(column, "exchange.wrong.noSuchMatch");
            }
            if ((volunteer != null && !match.duo().volunteer().equals(volunteer))
                    || (participant != null && !match.duo().participant().equals(participant))) {
                return refused(column, "exchange.wrong.matchOfOthers");
            }
            all = List.of(match);
        } else {
            all = here.between().stream()
                    .filter(match -> match.duo().volunteer().equals(volunteer)
                            && match.duo().participant().equals(participant))
                    .toList();
            if (all.isEmpty()) {
                return refused(column, "exchange.wrong.noMatch");
            }
        }
        var then = all.stream().filter(match -> ranOn(match, row.day())).toList();
        if (then.isEmpty()) {
            return refused(KnownColumn.DAY, "exchange.wrong.outsideMatch", span(all));
        }
        if (then.size() > 1) {
            return refused(column, "exchange.wrong.severalMatches");
        }
        var match = then.getFirst();
        var theirs = EarlierVisits.whose(match);
        if (theirs.isEmpty()) {
            return refused(column, "exchange.wrong.notAgreed");
        }
        return theirs.get().branch().equals(branch)
                ? placed(row, theirs.get(), Kind.VISIT)
                : refused(column, "exchange.wrong.otherBranch");
    }

    private static Placed placed(Row row, Whose whose, Kind usual) {
        var kind = row.kind().orElse(usual);
        return new Placed(row, whose, kind, OnDay.of(whose.match(), whose.volunteer(), kind, row.day()));
    }

    private static @Nullable PersonId person(@Nullable Naming naming, Here here) {
        return naming != null && here.people().get(naming) instanceof Known(var person) ? person.id() : null;
    }

    private static boolean ranOn(Match match, LocalDate day) {
        return !day.isBefore(begun(match)) && !(match instanceof Ended ended && day.isAfter(ended.on()));
    }

    private static LocalDate begun(Match match) {
        return LocalDate.ofInstant(match.duo().begunAt(), ZONE);
    }

    private static String span(List<Match> all) {
        return all.stream()
                .map(match -> RequestsIn.day(begun(match))
                        + (match instanceof Ended ended ? " t/m " + RequestsIn.day(ended.on()) : ""))
                .sorted()
                .limit(3)
                .collect(Collectors.joining(", "));
    }

    private Fate fate(Placed placed, Here here, List<Visit> there, Set<VisitId> numbered) {
        var row = placed.row();
        whose.add(placed.whose().volunteer());
        if (row.externalId() != null) {
            if (here.elsewhere().contains(row.externalId())) {
                return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.otherBranch");
            }
            var before = here.before().get(row.externalId());
            if (before != null) {
                if (!before.whose().equals(placed.whose())) {
                    return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.hoursOfOthers");
                }
                if (before.came() instanceof Visit.Came.TakenBack) {
                    return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.hoursTakenBack");
                }
                return compared(placed, before, there);
            }
            // told here before it came with a list
            var same = there.stream()
                    .filter(visit -> !numbered.contains(visit.id()) && isSame(placed, visit) && meant.add(visit.id()))
                    .findFirst();
            if (same.isPresent()) {
                return new Unchanged();
            }
        } else {
            var before =
                    there.stream().filter(visit -> !meant.contains(visit.id())).findFirst();
            if (before.isPresent()) {
                meant.add(before.get().id());
                return compared(placed, before.get(), there);
            }
        }
        var nth = next(placed.onDay(), there);
        if (nth > Visit.MOST_A_DAY) {
            return refused(KnownColumn.DAY, "exchange.wrong.tooManyThatDay", Visit.MOST_A_DAY);
        }
        addedOn.merge(placed.onDay(), 1, Integer::sum);
        added.put(
                row.serial(),
                new Earlier(
                        VisitId.next(),
                        row.externalId(),
                        placed.whose(),
                        row.day(),
                        nth,
                        placed.kind(),
                        row.minutes()));
        return new New();
    }

    private int next(OnDay onDay, List<Visit> there) {
        return there.stream().mapToInt(Visit::nth).max().orElse(0) + addedOn.getOrDefault(onDay, 0) + 1;
    }

    private static boolean isSame(Placed placed, Visit visit) {
        return visit.came() instanceof Done(var kind, var minutes)
                && minutes == placed.row().minutes()
                && (kind == placed.kind() || placed.row().kind().isEmpty());
    }

    private Fate compared(Placed placed, Visit before, List<Visit> there) {
        var row = placed.row();
        if (before.day().equals(row.day()) && isSame(placed, before)) {
            return new Unchanged();
        }
        var kind = row.kind().orElse(EarlierVisits.kindOf(before));
        var nth = OnDay.of(before).equals(placed.onDay()) ? before.nth() : next(placed.onDay(), there);
        if (nth != before.nth()) {
            addedOn.merge(placed.onDay(), 1, Integer::sum);
        }
        corrected.put(
                row.serial(),
                new Correcting(
                        before,
                        new Corrected(before.id(), before.version(), row.day(), nth, new Done(kind, row.minutes()))));
        return new Changed();
    }

    // --- saving ---

    @Override
    public List<Trace> save(List<Row> toAdd, List<Row> toChange) {
        var fresh = toAdd.stream()
                .map(row -> Objects.requireNonNull(added.get(row.serial())))
                .toList();
        var other = toChange.stream()
                .map(row -> Objects.requireNonNull(corrected.get(row.serial())))
                .toList();
        // from here on the database knows
        addedOn.clear();
        if (!visits.bring(fresh, other.stream().map(Correcting::after).toList())) {
            throw new ConcurrencyFailureException("Somebody else wrote down hours of this list meanwhile.");
        }
        people.list(whose, Purpose.RECORD);
        return Stream.concat(
                        fresh.stream().map(HoursBack::trace),
                        other.stream().map(one -> HoursBack.trace(one.before(), one.after())))
                .toList();
    }

    private static Refused refused(KnownColumn column, String key, Object... args) {
        return new Refused(new Form.Problem(column.name(), key, List.of(args)));
    }
}
