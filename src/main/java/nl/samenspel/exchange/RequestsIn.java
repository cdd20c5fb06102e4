package nl.samenspel.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.exchange.Vocabulary.Understood;
import nl.samenspel.network.Area;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Ask;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.Brought;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.Asked;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Need.PaidBefore;
import nl.samenspel.requests.Reception;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/// Help requests from a file, with whom they are for. What a row does not say leaves a request that is there as it is;
/// a new one gets what is usual.
final class RequestsIn implements Incoming<RequestsIn.Row> {

    private static final int LONGEST_WORDS = 2000;
    private static final int LONGEST_WISH = 500;
    private static final int USUAL_HOURS = 2;
    private static final int USUAL_URGENCY = 1;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    private static final Map<String, Integer> URGENCIES = Map.ofEntries(
            Map.entry("kanwachten", 0),
            Map.entry("laag", 0),
            Map.entry("low", 0),
            Map.entry("nee", 0),
            Map.entry("no", 0),
            Map.entry("gewoon", 1),
            Map.entry("normaal", 1),
            Map.entry("normal", 1),
            Map.entry("gemiddeld", 1),
            Map.entry("medium", 1),
            Map.entry("snel", 2),
            Map.entry("hoog", 2),
            Map.entry("high", 2),
            Map.entry("ja", 3),
            Map.entry("yes", 3),
            Map.entry("spoed", 3),
            Map.entry("dezeweek", 3),
            Map.entry("urgent", 3));

    private static final Map<String, Through> THROUGH = Map.ofEntries(
            Map.entry("zelf", Through.SELF),
            Map.entry("deelnemer", Through.SELF),
            Map.entry("hulpvrager", Through.SELF),
            Map.entry("bewoner", Through.SELF),
            Map.entry("self", Through.SELF),
            Map.entry("website", Through.SELF),
            Map.entry("naaste", Through.RELATIVE),
            Map.entry("mantelzorger", Through.RELATIVE),
            Map.entry("familie", Through.RELATIVE),
            Map.entry("family", Through.RELATIVE),
            Map.entry("carer", Through.RELATIVE),
            Map.entry("beroepskracht", Through.PROFESSIONAL),
            Map.entry("professional", Through.PROFESSIONAL),
            Map.entry("huisarts", Through.PROFESSIONAL),
            Map.entry("wijkverpleegkundige", Through.PROFESSIONAL),
            Map.entry("maatschappelijkwerk", Through.PROFESSIONAL),
            Map.entry("thuiszorg", Through.PROFESSIONAL),
            Map.entry("gp", Through.PROFESSIONAL),
            Map.entry("telefoon", Through.PHONE),
            Map.entry("telefonisch", Through.PHONE),
            Map.entry("phone", Through.PHONE),
            Map.entry("mail", Through.MAIL),
            Map.entry("email", Through.MAIL),
            Map.entry("chat", Through.CHAT),
            Map.entry("whatsapp", Through.CHAT),
            Map.entry("inloop", Through.WALK_IN),
            Map.entry("balie", Through.WALK_IN),
            Map.entry("spreekuur", Through.WALK_IN),
            Map.entry("walkin", Through.WALK_IN),
            Map.entry("organisatie", Through.ORGANISATION),
            Map.entry("collegaorganisatie", Through.ORGANISATION),
            Map.entry("organisation", Through.ORGANISATION),
            Map.entry("gemeente", Through.MUNICIPALITY),
            Map.entry("wmo", Through.MUNICIPALITY),
            Map.entry("wijkteam", Through.MUNICIPALITY),
            Map.entry("municipality", Through.MUNICIPALITY));

    private static final Map<String, PaidBefore> PAID = Map.ofEntries(
            Map.entry("ja", PaidBefore.YES),
            Map.entry("j", PaidBefore.YES),
            Map.entry("yes", PaidBefore.YES),
            Map.entry("y", PaidBefore.YES),
            Map.entry("1", PaidBefore.YES),
            Map.entry("true", PaidBefore.YES),
            Map.entry("waar", PaidBefore.YES),
            Map.entry("nee", PaidBefore.NO),
            Map.entry("n", PaidBefore.NO),
            Map.entry("no", PaidBefore.NO),
            Map.entry("0", PaidBefore.NO),
            Map.entry("false", PaidBefore.NO),
            Map.entry("onwaar", PaidBefore.NO),
            Map.entry("onbekend", PaidBefore.UNKNOWN),
            Map.entry("unknown", PaidBefore.UNKNOWN));

    /// Where a request stands, as a list can say it.
    enum Standing {
        ASKED,
        /// It was decided already that a volunteer can do it.
        SEARCHING,
        /// Somebody comes for it: who that is comes in with the matches.
        MATCHED,
        OVER
    }

    private static final Map<Standing, List<String>> STANDINGS = Map.of(
            Standing.ASKED,
            List.of(
                    "nieuw",
                    "new",
                    "open",
                    "aangevraagd",
                    "aanvraag",
                    "aangemeld",
                    "asked",
                    "intake",
                    "in behandeling",
                    "te beoordelen"),
            Standing.SEARCHING,
            List.of(
                    "zoekt",
                    "zoekend",
                    "zoeken",
                    "zoekt vrijwilliger",
                    "searching",
                    "vrijwilliger",
                    "volunteer",
                    "wacht",
                    "wachtend",
                    "waiting",
                    "wachtlijst",
                    "waiting list",
                    "wacht op vrijwilliger",
                    "in bemiddeling",
                    "te matchen"),
            Standing.MATCHED,
            List.of("gekoppeld", "koppeling", "gematcht", "loopt", "lopend", "actief", "matched", "running", "active"),
            Standing.OVER,
            List.of(
                    "afgerond",
                    "afgesloten",
                    "gesloten",
                    "klaar",
                    "voltooid",
                    "vervuld",
                    "beëindigd",
                    "gestopt",
                    "closed",
                    "done",
                    "finished",
                    "ended",
                    "completed"));

    private final HelpRequests requests;
    private final Reception reception;
    private final People people;
    private final Vocabulary vocabulary;
    private final Remembered<Understood<DayParts.On>> dayParts;
    private final Map<String, Through> throughWords;
    private final Map<String, Standing> standings = new HashMap<>();
    private final Map<String, Area> areas;
    private final OrganisationId organisation;
    private final BranchId branch;
    private final LocalDate today;
    private final Words words;

    /// Participants by their own number, and who they are here, as far as this reading met them.
    private final Map<String, Person> participants = new HashMap<>();

    private final Map<Integer, Plan> plans = new HashMap<>();

    /// What a row says.
    record Row(
            int serial,
            @Nullable String externalId,
            @Nullable String personId,
            PersonCells person,
            KindOfHelp kind,
            String words,
            Set<DayParts.On> dayParts,
            Optional<Integer> dayPartsNeeded,
            Optional<Integer> hours,
            Optional<LocalDate> from,
            Optional<LocalDate> until,
            Set<Gender> wishedGender,
            String wish,
            Optional<Integer> urgency,
            Optional<LocalDate> waitingSince,
            Optional<Through> through,
            Optional<PaidBefore> paidBefore,
            Standing standing,
            LocalDate over) {

        Row {
            dayParts = Set.copyOf(dayParts);
            wishedGender = Set.copyOf(wishedGender);
        }
    }

    /// What will be done with a row.
    ///
    /// @param before the request that is there
    private record Plan(
            @Nullable HelpRequest before, @Nullable Person personBefore, Person person, Need need) {}

    private int serial;

    RequestsIn(
            HelpRequests requests,
            Reception reception,
            People people,
            List<Area> areas,
            Vocabulary vocabulary,
            Words words,
            BranchId branch,
            LocalDate today) {
        this.requests = requests;
        this.reception = reception;
        this.people = people;
        this.vocabulary = vocabulary;
        this.dayParts = new Remembered<>(vocabulary::dayParts);
        this.words = words;
        this.areas = areas.stream().collect(Collectors.toMap(Area::postcode, Function.identity()));
        this.organisation = Viewer.current().myDesk().organisation();
        this.branch = branch;
        this.today = today;
        this.throughWords = new HashMap<>(THROUGH);
        this.throughWords.putAll(vocabulary.ours(Through.values(), "requests.through."));
        vocabulary
                .ours(HelpRequest.State.values(), "requests.state.")
                .forEach((word, state) -> standings.put(
                        word,
                        switch (state) {
                            case ASKED -> Standing.ASKED;
                            case SEARCHING -> Standing.SEARCHING;
                            case MATCHED -> Standing.MATCHED;
                            case REFERRED, REFUSED, WITHDRAWN, CLOSED -> Standing.OVER;
                        }));
        STANDINGS.forEach((standing, all) -> all.forEach(word -> standings.put(KnownColumn.bare(word), standing)));
    }

    @Override
    public Row read(Cells cells) {
        var externalId = cells.ownNumber(KnownColumn.EXTERNAL_ID);
        var personId = cells.ownNumber(KnownColumn.PERSON_ID);
        var person = PersonCells.read(cells, vocabulary);
        var kind = cells.one(KnownColumn.KIND, vocabulary::kind);
        if (!cells.has(KnownColumn.KIND)) {
            cells.refuse(KnownColumn.KIND, "ui.form.missing");
        }
        var needWords = cells.optionalWords(KnownColumn.WORDS, LONGEST_WORDS);
        var from = cells.date(KnownColumn.FROM);
        var until = cells.date(KnownColumn.UNTIL);
        if (until.isPresent() && until.get().isBefore(from.orElse(until.get()))) {
            cells.refuse(KnownColumn.UNTIL, "exchange.wrong.endBeforeBegin");
        }
        var waitingSince = cells.date(KnownColumn.WAITING_SINCE);
        if (waitingSince.isPresent()
                && (waitingSince.get().isAfter(today) || waitingSince.get().isBefore(EARLIEST))) {
            cells.refuse(KnownColumn.WAITING_SINCE, "ui.form.dateOutside", day(EARLIEST), day(today));
        }
        tellOfPlace(cells, person, areas);
        if (externalId == null) {
            cells.warn(KnownColumn.EXTERNAL_ID, "exchange.warning.noNumber");
        }
        var standing = cells.one(
                        KnownColumn.OUTCOME, text -> Optional.ofNullable(standings.get(KnownColumn.bare(text))))
                .orElse(Standing.ASKED);
        return new Row(
                serial++,
                externalId,
                personId,
                person,
                kind.orElse(KindOfHelp.COMPANY),
                needWords.isEmpty() && kind.isPresent() ? words.of("network.kind", kind.get()) : needWords,
                cells.several(KnownColumn.DAY_PARTS, dayParts),
                cells.whole(KnownColumn.DAY_PARTS_NEEDED, 1, 28),
                cells.whole(KnownColumn.HOURS, 1, Need.MOST_HOURS),
                from,
                until,
                cells.several(KnownColumn.WISHED_GENDER, vocabulary::genders).stream()
                        .filter(gender -> gender != Gender.UNKNOWN)
                        .collect(Collectors.toSet()),
                cells.optionalWords(KnownColumn.WISH, LONGEST_WISH),
                cells.one(KnownColumn.URGENCY, RequestsIn::urgency),
                waitingSince,
                cells.one(KnownColumn.THROUGH, text -> Optional.ofNullable(throughWords.get(KnownColumn.bare(text)))),
                cells.one(KnownColumn.PAID_BEFORE, text -> Optional.ofNullable(PAID.get(KnownColumn.bare(text)))),
                standing,
                over(cells, until));
    }

    /// The day on which it was over; a day to come is none yet.
    private LocalDate over(Cells cells, Optional<LocalDate> until) {
        return cells.date(KnownColumn.ENDED_ON)
                .or(() -> until)
                .filter(day -> !day.isAfter(today) && !day.isBefore(EARLIEST))
                .orElse(today);
    }

    static void tellOfPlace(Cells cells, PersonCells person, Map<String, Area> areas) {
        if (cells.isWrong(KnownColumn.POSTCODE)) {
            return;
        }
        if (person.postcode().isEmpty()) {
            cells.warn(KnownColumn.POSTCODE, "exchange.warning.noPostcode");
        } else if (!areas.containsKey(Area.figuresOf(person.postcode()))) {
            if (person.place().isEmpty() && !cells.isWrong(KnownColumn.PLACE)) {
                cells.refuse(KnownColumn.PLACE, "exchange.wrong.placeAsked");
            } else {
                cells.warn(KnownColumn.POSTCODE, "exchange.warning.unknownPostcode");
            }
        }
    }

    static String day(LocalDate date) {
        return date.getDayOfMonth() + "-" + date.getMonthValue() + "-" + date.getYear();
    }

    private static Optional<Integer> urgency(String text) {
        var bare = KnownColumn.bare(text);
        return bare.matches("[0-3]") ? Optional.of(Integer.parseInt(bare)) : Optional.ofNullable(URGENCIES.get(bare));
    }

    @Override
    public KnownColumn identityColumn() {
        return KnownColumn.EXTERNAL_ID;
    }

    @Override
    public List<Fate> compare(List<Row> rows) {
        plans.clear();
        var numbers = rows.stream()
                .flatMap(row -> Stream.ofNullable(row.externalId()))
                .toList();
        Map<String, HelpRequest> there = new HashMap<>();
        requests.listByExternalId(organisation, numbers)
                .forEach(request ->
                        there.put(Objects.requireNonNull(request.ask().externalId()), request));
        requests.list(numbers.stream()
                        .flatMap(number -> OurNumber.in(number, HelpRequestId::new).stream())
                        .toList())
                .forEach(request -> there.put(request.id().toString(), request));
        var elsewhere = new HashSet<>(numbers.isEmpty() ? Set.of() : reception.listTaken(numbers));
        elsewhere.removeAll(there.keySet());
        var people = peopleOf(rows, there);
        List<Fate> fates = new ArrayList<>();
        for (var row : rows) {
            fates.add(
                    elsewhere.contains(Objects.requireNonNullElse(row.externalId(), ""))
                            ? refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.otherBranch")
                            : fate(row, there.get(Objects.requireNonNullElse(row.externalId(), "")), people));
        }
        return fates;
    }

    private Map<PersonId, Person> peopleOf(List<Row> rows, Map<String, HelpRequest> there) {
        var found = people.listToCompare(
                organisation,
                rows.stream().flatMap(row -> Stream.ofNullable(row.personId())).toList(),
                there.values().stream()
                        .map(HelpRequest::ask)
                        .map(Ask::participant)
                        .toList());
        found.stream()
                .filter(person -> person.externalId() != null)
                .forEach(person -> participants.putIfAbsent(person.externalId(), person));
        return found.stream().collect(Collectors.toMap(Person::id, Function.identity()));
    }

    private Fate fate(Row row, @Nullable HelpRequest before, Map<PersonId, Person> known) {
        var knownByNumber = row.personId() == null ? null : participants.get(row.personId());
        var personBefore = before != null ? known.get(before.ask().participant()) : knownByNumber;
        if (knownByNumber != null && !row.person().isCalledLike(knownByNumber)) {
            return refused(KnownColumn.PERSON_ID, "exchange.wrong.otherName");
        }
        var person = row.person().person(PersonId.next(), organisation, row.personId(), personBefore);
        var need = need(row, before == null ? null : before.ask().need());
        if (before != null && need.equals(before.ask().need()) && person.equals(personBefore)) {
            return new Unchanged();
        }
        if (before != null && !before.holder().branch().equals(branch)) {
            return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.otherBranch");
        }
        if (before != null && !(before instanceof Asked || before instanceof Searching)) {
            return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.notOpen");
        }
        plans.put(row.serial(), new Plan(before, personBefore, person, need));
        if (row.personId() != null) {
            participants.put(row.personId(), person);
        }
        return before == null ? new New() : new Changed();
    }

    private static Refused refused(KnownColumn column, String key) {
        return new Refused(new Form.Problem(column.name(), key, List.of()));
    }

    private Need need(Row row, @Nullable Need before) {
        var person = row.person();
        var postcode = before != null && person.postcode().isEmpty() ? before.postcode() : person.postcode();
        var area = areas.get(Area.figuresOf(postcode));
        var place = !person.place().isEmpty()
                ? person.place()
                : before != null && person.postcode().isEmpty() ? before.place() : area == null ? "" : area.place();
        var from = row.from().orElse(before == null ? today : before.from());
        var until = row.until().orElse(before == null ? null : before.until());
        var dayParts = row.dayParts().isEmpty()
                ? before == null ? DayParts.ALL : before.dayParts()
                : Vocabulary.together(row.dayParts());
        var needed =
                Math.min(row.dayPartsNeeded().orElse(before == null ? 1 : before.dayPartsNeeded()), dayParts.count());
        return new Need(
                row.kind(),
                row.words(),
                postcode,
                place,
                dayParts,
                needed,
                row.hours().orElse(before == null ? USUAL_HOURS : before.hoursPerWeek()),
                from,
                until != null && until.isBefore(from) ? null : until,
                !person.languages().isEmpty()
                        ? person.languages()
                        : before == null ? Set.of(Language.NL) : before.languages(),
                row.wishedGender().isEmpty() && before != null ? before.wishedGender() : row.wishedGender(),
                row.wish().isEmpty() && before != null ? before.wishWords() : row.wish(),
                before == null ? Set.of() : before.qualifications(),
                row.urgency().orElse(before == null ? USUAL_URGENCY : before.urgency()),
                row.paidBefore().orElse(before == null ? PaidBefore.UNKNOWN : before.paidBefore()));
    }

    @Override
    public List<Difference> differences(Row changed) {
        var plan = plan(changed);
        var before = plan.before();
        if (before == null) {
            return List.of();
        }
        var person = plan.personBefore() == null
                ? Stream.<Difference>empty()
                : Difference.between(plan.personBefore(), plan.person(), ParticipantsOut.columns(words)).stream();
        return Stream.concat(
                        person,
                        Difference.between(
                                before.ask().need(), plan.need(), RequestsOut.<Need>needed(need -> need, words))
                                .stream())
                .toList();
    }

    @Override
    public Map<Row, Person> listLikely(Collection<Row> added) {
        return Likely.of(
                people,
                organisation,
                added,
                row -> plan(row).personBefore() == null ? Optional.of(plan(row).person()) : Optional.empty());
    }

    @Override
    public List<Trace> save(List<Row> added, List<Row> changed) {
        List<Brought> brought = new ArrayList<>();
        List<Trace> traces = writePeople(Stream.concat(added.stream(), changed.stream())
                .sorted(Comparator.comparingInt(Row::serial))
                .map(this::plan)
                .toList());
        for (var row : added) {
            brought.add(new Brought(
                    HelpRequestId.next(),
                    plan(row).person().id(),
                    row.through().orElse(Through.ORGANISATION),
                    plan(row).need(),
                    row.waitingSince().orElse(today),
                    row.externalId(),
                    row.standing() == Standing.SEARCHING || row.standing() == Standing.MATCHED,
                    row.standing() == Standing.OVER
                            ? new Brought.Over(HelpRequest.CloseReason.OTHER, row.over())
                            : null));
        }
        if (!brought.isEmpty()) {
            reception.bring(branch, brought);
        }
        Map<HelpRequestId, HelpRequest> corrected = new HashMap<>();
        Map<HelpRequestId, Need> needs = new HashMap<>();
        for (var row : changed) {
            var before = Objects.requireNonNull(plan(row).before());
            if (!plan(row).need().equals(before.ask().need())) {
                corrected.put(before.id(), before);
                needs.put(before.id(), plan(row).need());
            }
        }
        if (!requests.correctAll(needs).isEmpty()) {
            throw new ConcurrencyFailureException("Somebody else ended a request of this list meanwhile.");
        }
        requests.list(Stream.concat(brought.stream().map(Brought::id), needs.keySet().stream())
                        .toList())
                .forEach(after -> traces.add(RequestsBack.trace(corrected.get(after.id()), after)));
        return traces;
    }

    /// Several rows may be of one person; the last of them knows most.
    private List<Trace> writePeople(List<Plan> plans) {
        Map<PersonId, Person> toAdd = new LinkedHashMap<>();
        Map<PersonId, Person> toChange = new LinkedHashMap<>();
        Map<PersonId, Person> before = new HashMap<>();
        for (var plan : plans) {
            var person = plan.person();
            if (plan.personBefore() != null) {
                before.putIfAbsent(person.id(), plan.personBefore());
            }
            if (plan.personBefore() == null || toAdd.containsKey(person.id())) {
                toAdd.put(person.id(), person);
            } else if (!person.equals(plan.personBefore()) || toChange.containsKey(person.id())) {
                toChange.put(person.id(), person);
            }
        }
        people.addAll(organisation, toAdd.values());
        people.changeAll(organisation, toChange.values());
        List<Trace> traces = new ArrayList<>();
        toAdd.values().forEach(person -> traces.add(PeopleBack.trace(null, person)));
        toChange.values().forEach(person -> traces.add(PeopleBack.trace(before.get(person.id()), person)));
        return traces;
    }

    private Plan plan(Row row) {
        return Objects.requireNonNull(plans.get(row.serial()));
    }
}
