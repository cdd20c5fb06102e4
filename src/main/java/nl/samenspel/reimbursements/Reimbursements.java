package nl.samenspel.reimbursements;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import nl.samenspel.people.People.Engaged;
import nl.samenspel.reimbursements.Claim.State;
import nl.samenspel.reimbursements.Claiming.AlreadyAsked;
import nl.samenspel.reimbursements.Claiming.NoVolunteer;
import nl.samenspel.reimbursements.law.Asked;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.reimbursements.law.Claimant;
import nl.samenspel.reimbursements.law.Engagement;
import nl.samenspel.reimbursements.law.Law;
import nl.samenspel.reimbursements.law.Ledger;
import nl.samenspel.reimbursements.law.MileageRate;
import nl.samenspel.reimbursements.law.Rates;
import nl.samenspel.reimbursements.law.Reason;
import nl.samenspel.reimbursements.law.Regime;
import nl.samenspel.reimbursements.law.Verdict;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to what volunteers ask back, and what is decided about it.
///
/// What is asked is judged by the law ([Law]) while nobody else counts for the same person; the database
/// counts once more. A volunteer asks for themselves, the desk for one of its volunteers; nobody decides
/// about their own.
@Service
public class Reimbursements {

    private final ClaimStore claims;
    private final BookStore books;
    private final LawYears years;
    private final WorkChecks work;
    private final Volunteers volunteers;
    private final People people;
    private final Consents consents;
    private final Clock clock;

    Reimbursements(
            ClaimStore claims,
            BookStore books,
            LawYears years,
            WorkChecks work,
            Volunteers volunteers,
            People people,
            Consents consents,
            Clock clock) {
        this.claims = claims;
        this.books = books;
        this.years = years;
        this.work = work;
        this.volunteers = volunteers;
        this.people = people;
        this.consents = consents;
        this.clock = clock;
    }

    /// Asks something back.
    @Transactional
    public Claiming claim(NewClaim wanted) {
        var found = volunteers.find(wanted.volunteer()).filter(this::mayAskFor);
        if (found.isEmpty()) {
            return new Claiming.NotFound();
        }
        var volunteer = found.get();
        var engaged = people.listEngaged(List.of(volunteer.person()));
        var engagement = asVolunteer(engaged, wanted.day());
        if (engagement.isEmpty()) {
            return new NoVolunteer(
                    engaged.stream().map(Engaged::kind).findFirst().orElse(null));
        }
        Receipts.Made.@Nullable Picture picture = null;
        byte[] mark = null;
        if (wanted.what() instanceof NewClaim.What.Bought bought) {
            var sent = bought.photo().bytes();
            switch (Receipts.make(sent)) {
                case Receipts.Made.None none -> {
                    return new Claiming.NoPicture(none.why());
                }
                case Receipts.Made.Picture made -> {
                    picture = made;
                    mark = mark(sent);
                }
            }
        }
        var book = hold(volunteer, wanted.day().getYear());
        var asked = asked(wanted, book);
        if (asked == null) {
            return new Claiming.Outside(Verdict.Refused.of(Reason.OTHER_REGIME));
        }
        var verdict = new Law(years.rates())
                .judge(
                        claimant(volunteer.person(), volunteer.organisation(), engagement.get()),
                        asked,
                        ledger(book),
                        today());
        if (verdict instanceof Verdict.Refused refused) {
            return new Claiming.Outside(refused);
        }
        var claim = new Claim(
                ClaimId.next(),
                volunteer.organisation(),
                volunteer.branch(),
                volunteer.person(),
                asked,
                1,
                wanted.words(),
                Viewer.current().me(),
                now(),
                new State.Waiting(),
                Cents.ZERO,
                1);
        if (wanted.another() && mark == null) {
            claim = numbered(claim, Math.min(claims.next(claim), 9));
        }
        if (!claims.add(claim, engagement.get().id(), mark, today())) {
            return new AlreadyAsked(claims.findSame(claim, mark).orElse(claim));
        }
        if (picture != null) {
            claims.keepPicture(claim.id(), picture.jpeg());
        }
        return new Claiming.Kept(claim);
    }

    /// Approves it. Above the amount of the organisation it takes two people.
    @Transactional
    public Decision approve(ClaimId id, int version) {
        return decide(id, version, (claim, me) -> switch (claim.state()) {
            case State.Waiting _ -> {
                if (claim.askedBy().equals(Viewer.current().me())) {
                    yield new Decision.SomebodyElse();
                }
                var before = ledger(hold(
                        claim.volunteer(), claim.organisation(), claim.asked().year()));
                var engagement = asVolunteer(
                        people.listEngaged(List.of(claim.volunteer())),
                        claim.asked().day());
                if (engagement.isEmpty()) {
                    yield new Decision.TooLate(claim);
                }
                var verdict = new Law(years.rates())
                        .judge(
                                claimant(claim.volunteer(), claim.organisation(), engagement.get()),
                                claim.asked(),
                                before.without(claim.asked()),
                                today());
                if (verdict instanceof Verdict.Refused refused) {
                    yield new Decision.Outside(refused);
                }
                yield saved(claim, claim.asked(), new State.Approved(me, now(), null));
            }
            case State.Approved approved -> {
                if (approved.second() != null || !needsTwo(claim)) {
                    yield new Decision.TooLate(claim);
                }
                yield approved.by().equals(me) || claim.askedBy().equals(me)
                        ? new Decision.SomebodyElse()
                        : saved(claim, claim.asked(), new State.Approved(approved.by(), approved.at(), me));
            }
            case State.Paid _, State.Refused _, State.TakenBack _ -> new Decision.TooLate(claim);
        });
    }

    /// Says no, and why. What was paid before is put right instead.
    @Transactional
    public Decision refuse(ClaimId id, int version, String because) {
        return decide(id, version, (claim, _) -> switch (claim.state()) {
            case State.Waiting _, State.Approved _ ->
                claim.paid().isZero()
                        ? saved(claim, claim.asked(), new State.Refused(because))
                        : new Decision.TooLate(claim);
            case State.Paid _, State.Refused _, State.TakenBack _ -> new Decision.TooLate(claim);
        });
    }

    /// Takes it back, as long as nobody decided.
    @Transactional
    public Decision takeBack(ClaimId id, int version) {
        var found = claims.find(id).filter(claim -> isViewers(claim.volunteer()));
        if (found.isEmpty()) {
            return new Decision.NotFound();
        }
        var claim = found.get();
        if (claim.version() != version) {
            return new Decision.ChangedMeanwhile(claim);
        }
        return claim.state() instanceof State.Waiting && claim.paid().isZero()
                ? saved(claim, claim.asked(), new State.TakenBack())
                : new Decision.TooLate(claim);
    }

    /// Puts right how much it was: fewer kilometres or minutes, another amount. The day and what it was
    /// for stay; another day is another claim. To more, it waits for a decision again; to less, it stays
    /// as it was decided.
    ///
    /// @param kilometresOrMinutes of a ride or of time; of no meaning elsewhere
    @Transactional
    public Decision correct(ClaimId id, int version, int kilometresOrMinutes, @Nullable Cents amount) {
        return decide(id, version, (claim, _) -> {
            if (claim.state() instanceof State.Refused || claim.state() instanceof State.TakenBack) {
                return new Decision.TooLate(claim);
            }
            var now = corrected(claim.asked(), kilometresOrMinutes, amount);
            var before = ledger(
                    hold(claim.volunteer(), claim.organisation(), claim.asked().year()));
            var engagement = asVolunteer(
                    people.listEngaged(List.of(claim.volunteer())),
                    claim.asked().day());
            if (engagement.isEmpty()) {
                return new Decision.TooLate(claim);
            }
            var verdict = new Law(years.rates())
                    .correct(
                            claimant(claim.volunteer(), claim.organisation(), engagement.get()),
                            claim.asked(),
                            now,
                            before,
                            today());
            if (verdict instanceof Verdict.Refused refused) {
                return new Decision.Outside(refused);
            }
            var more = now.amount().exceeds(claim.amount());
            return saved(claim, now, more ? new State.Waiting() : claim.state());
        });
    }

    private static Asked corrected(Asked asked, int kilometresOrMinutes, @Nullable Cents amount) {
        var sum = amount == null ? asked.amount() : amount;
        return switch (asked) {
            case Asked.Kilometres driven ->
                new Asked.Kilometres(driven.day(), kilometresOrMinutes, driven.perKilometre(), driven.explained());
            case Asked.Hours hours -> new Asked.Hours(hours.day(), kilometresOrMinutes, hours.perHour());
            case Asked.Activity activity -> new Asked.Activity(activity.day(), sum, activity.minutes());
            case Asked.Paid paid -> new Asked.Paid(paid.day(), sum, paid.shown());
            case Asked.InKind given -> new Asked.InKind(given.day(), sum);
        };
    }

    private Decision decide(ClaimId id, int version, BiFunction<Claim, AccountId, Decision> decision) {
        var found = claims.find(id).filter(claim -> isOurs(claim.organisation()));
        if (found.isEmpty()) {
            return new Decision.NotFound();
        }
        var claim = found.get();
        if (claim.version() != version) {
            return new Decision.ChangedMeanwhile(claim);
        }
        return isViewers(claim.volunteer())
                ? new Decision.SomebodyElse()
                : decision.apply(claim, Viewer.current().me());
    }

    private Decision saved(Claim before, Asked asked, State state) {
        var after = new Claim(
                before.id(),
                before.organisation(),
                before.branch(),
                before.volunteer(),
                asked,
                before.nth(),
                before.words(),
                before.askedBy(),
                before.askedAt(),
                state,
                before.paid(),
                before.version() + 1);
        if (!claims.replace(before, after)) {
            return new Decision.ChangedMeanwhile(claims.find(before.id()).orElse(before));
        }
        return state instanceof State.Approved approved && approved.second() == null && needsTwo(after)
                ? new Decision.OneMore(after)
                : new Decision.Done(after);
    }

    /// Whether two people must look at it.
    @Transactional(readOnly = true)
    public boolean needsTwo(Claim claim) {
        return claim.amount().exceeds(house(claim.organisation()).fourEyesAbove());
    }

    /// What waits at the viewer's desk: for a decision, for a second look, or to be paid; the oldest first.
    @Transactional(readOnly = true)
    public List<Claim> listOpen(int most) {
        return claims.listOpen(Viewer.current().myDesk().organisation(), most);
    }

    /// What these volunteers asked in this year, the newest first, as far as the viewer may see.
    @Transactional(readOnly = true)
    public List<Claim> listOf(Collection<PersonId> persons, int year) {
        return claims.listOf(persons, year, year);
    }

    @Transactional(readOnly = true)
    public Optional<Claim> find(ClaimId id) {
        return claims.find(id);
    }

    /// The picture of the receipt, as a JPEG made by us.
    @Transactional(readOnly = true)
    public Optional<byte[]> findPicture(ClaimId id) {
        return claims.findPicture(id);
    }

    /// How somebody's year stands.
    ///
    /// @param flat what counts towards the maxima, here
    /// @param left in this month and in the year; null where there is no maximum, or none is known
    public record Standing(Book book, Cents flat, Verdict.@Nullable Left left) {}

    /// How the year of a day stands for a volunteer, also when nothing was opened yet.
    @Transactional(readOnly = true)
    public Optional<Standing> findStanding(PersonId person, LocalDate day) {
        return volunteers.find(person).map(volunteer -> {
            var book = books.find(person, day.getYear()).orElseGet(() -> unopened(volunteer, day.getYear()));
            var ledger = ledger(book);
            var left = book.regime() == Regime.FLAT_ALLOWANCE
                    ? years.rates()
                            .on(day)
                            .map(law -> Law.left(law, ledger, day))
                            .orElse(null)
                    : null;
            return new Standing(book, ledger.in(day.getYear()), left);
        });
    }

    /// What came of deciding in which way somebody is paid back in a year.
    public sealed interface Allowing {

        record Allowed(Book book) implements Allowing {}

        /// Something of that year is asked or paid already, so the way of that year stays as it is.
        record YearHasBegun() implements Allowing {}

        /// More than what is accepted for an hour of theirs.
        record TooMuch(Cents atMost) implements Allowing {}

        /// The amounts of that year are not known.
        record NoAmounts() implements Allowing {}

        record NotFound() implements Allowing {}
    }

    /// Gives a volunteer a flat allowance in a year, as an exception that needs a reason.
    @Transactional
    public Allowing allow(PersonId person, int year, Cents perHour, String why) {
        var found = volunteers.find(person).filter(volunteer -> isOurs(volunteer.organisation()));
        if (found.isEmpty() || isViewers(person)) {
            return new Allowing.NotFound();
        }
        var law = years.rates().on(LocalDate.of(year, 12, 31));
        if (law.isEmpty()) {
            return new Allowing.NoAmounts();
        }
        var born = books.findPayee(person).map(Payee::born).orElse(null);
        var atMost = law.get().hourOn(LocalDate.of(year, 12, 31), born);
        if (perHour.exceeds(atMost)) {
            return new Allowing.TooMuch(atMost);
        }
        var before = hold(found.get(), year);
        if (before.regime() == Regime.REAL_EXPENSES && hasBegun(person, year)) {
            return new Allowing.YearHasBegun();
        }
        var book = new Book(
                person,
                year,
                before.organisation(),
                Regime.FLAT_ALLOWANCE,
                why,
                perHour,
                before.elsewhereMonth(),
                before.elsewhereYear());
        books.change(book, Viewer.current().me(), clock.instant());
        return new Allowing.Allowed(book);
    }

    /// Back to real costs, as long as nothing of that year is asked.
    @Transactional
    public Allowing stopAllowance(PersonId person, int year) {
        var found = volunteers.find(person).filter(volunteer -> isOurs(volunteer.organisation()));
        if (found.isEmpty() || isViewers(person)) {
            return new Allowing.NotFound();
        }
        var before = hold(found.get(), year);
        if (hasBegun(person, year)) {
            return new Allowing.YearHasBegun();
        }
        var book = new Book(
                person,
                year,
                before.organisation(),
                Regime.REAL_EXPENSES,
                "",
                null,
                before.elsewhereMonth(),
                before.elsewhereYear());
        books.change(book, Viewer.current().me(), clock.instant());
        return new Allowing.Allowed(book);
    }

    private boolean hasBegun(PersonId person, int year) {
        return claims.listOf(List.of(person), year, year).stream()
                .anyMatch(
                        claim -> !(claim.state() instanceof State.Refused || claim.state() instanceof State.TakenBack));
    }

    /// The volunteer says what they get elsewhere as a flat allowance: in a month and in the year, at most.
    @Transactional
    public boolean tellElsewhere(PersonId person, int year, Cents inMonth, Cents inYear) {
        var found = volunteers.find(person).filter(this::mayAskFor);
        if (found.isEmpty() || inMonth.exceeds(inYear)) {
            return false;
        }
        var before = hold(found.get(), year);
        books.change(
                new Book(
                        person,
                        year,
                        before.organisation(),
                        before.regime(),
                        before.why(),
                        before.perHour(),
                        inMonth,
                        inYear),
                Viewer.current().me(),
                clock.instant());
        return true;
    }

    /// Which of the viewer's records are counted together.
    @Transactional(readOnly = true)
    public Set<PersonId> listTogether() {
        return books.together(Viewer.current().me());
    }

    /// The viewer agrees that what they get as a flat allowance is counted together, at all organisations where they
    /// volunteer. Those see how much room is left, never from whom the rest came.
    @Transactional
    public void countTogether() {
        var me = Viewer.current().me();
        var counted = books.together(me);
        for (var volunteer : volunteers.list(Viewer.current().persons())) {
            var person = volunteer.person();
            if (!counted.contains(person)) {
                var consent = consents.give(
                        volunteer.organisation(), person, Consents.Purpose.COUNT_ALLOWANCES, null, person, false);
                books.countTogether(me, person, volunteer.organisation(), consent);
            }
        }
    }

    /// The viewer takes that back, at all of them.
    @Transactional
    public void countApart() {
        for (var person : listTogether()) {
            consents.findStanding(person, Consents.Purpose.COUNT_ALLOWANCES, null)
                    .ifPresent(consents::withdraw);
        }
    }

    /// Who has a flat allowance in this year at the viewer's organisation, with the reason.
    @Transactional(readOnly = true)
    public List<Book> listAllowances(int year) {
        return books.listFlat(Viewer.current().myDesk().organisation(), year);
    }

    @Transactional(readOnly = true)
    public Optional<Payee> findPayee(PersonId person) {
        return books.findPayee(person);
    }

    /// Whom to pay, as the volunteer or the desk tells it.
    @Transactional
    public boolean set(PersonId person, @Nullable Iban iban, String accountName, @Nullable LocalDate born) {
        var found = volunteers.find(person).filter(this::mayAskFor);
        found.ifPresent(volunteer -> books.set(
                new Payee(
                        person, volunteer.organisation(), born, iban == null ? "" : iban.value(), accountName.strip()),
                clock.instant()));
        return found.isPresent();
    }

    /// How an organisation pays its volunteers back.
    @Transactional(readOnly = true)
    public House house(OrganisationId organisation) {
        return books.findHouse(organisation).orElseGet(() -> House.of(organisation));
    }

    /// Sets that, for the viewer's own organisation.
    @Transactional
    public void set(House house) {
        if (!isOurs(house.organisation())) {
            throw new IllegalStateException("Only an organisation itself says how it pays.");
        }
        books.set(house, Viewer.current().me(), clock.instant());
    }

    /// What a kilometre is paid on this day at this organisation; empty when nobody knows.
    @Transactional(readOnly = true)
    public Optional<Cents> perKilometre(OrganisationId organisation, LocalDate day) {
        return Optional.ofNullable(house(organisation).perKilometre())
                .or(() -> years.rates().mileageOn(day).map(MileageRate::perKilometre));
    }

    private @Nullable Asked asked(NewClaim wanted, Book book) {
        return switch (wanted.what()) {
            case NewClaim.What.Ride ride ->
                new Asked.Kilometres(
                        wanted.day(),
                        ride.kilometres(),
                        perKilometre(book.organisation(), wanted.day()).orElse(new Cents(1)),
                        !house(book.organisation()).whyMore().isBlank());
            case NewClaim.What.Bought bought -> new Asked.Paid(wanted.day(), bought.amount(), true);
            case NewClaim.What.Time time ->
                book.perHour() == null ? null : new Asked.Hours(wanted.day(), time.minutes(), book.perHour());
            case NewClaim.What.Activity activity ->
                new Asked.Activity(wanted.day(), activity.amount(), activity.minutes());
            case NewClaim.What.Given given -> new Asked.InKind(wanted.day(), given.worth());
        };
    }

    private Claimant claimant(PersonId person, OrganisationId organisation, Engaged engagement) {
        return new Engagement.Volunteer(engagement.from(), engagement.until())
                .claims(
                        books.findPayee(person).map(Payee::born).orElse(null),
                        house(organisation).inScope(),
                        work.listDone(person));
    }

    private static Optional<Engaged> asVolunteer(List<Engaged> engaged, LocalDate day) {
        var asVolunteer = engaged.stream()
                .filter(one -> one.kind() == People.Engagement.VOLUNTEER)
                .toList();
        return asVolunteer.stream()
                .filter(one -> !day.isBefore(one.from()) && (one.until() == null || day.isBefore(one.until())))
                .findFirst()
                .or(() -> asVolunteer.stream().findFirst());
    }

    private Book hold(Volunteer volunteer, int year) {
        return hold(volunteer.person(), volunteer.organisation(), year);
    }

    private Book hold(PersonId person, OrganisationId organisation, int year) {
        books.open(unopened(person, organisation, year), Viewer.current().me(), clock.instant());
        books.hold(person, year);
        return books.find(person, year).orElseThrow();
    }

    private static Book unopened(Volunteer volunteer, int year) {
        return unopened(volunteer.person(), volunteer.organisation(), year);
    }

    private static Book unopened(PersonId person, OrganisationId organisation, int year) {
        return new Book(person, year, organisation, Regime.REAL_EXPENSES, "", null, Cents.ZERO, Cents.ZERO);
    }

    private Ledger ledger(Book book) {
        return Objects.requireNonNull(
                books.ledgers(List.of(book.volunteer()), book.year()).get(book.volunteer()));
    }

    private static Claim numbered(Claim claim, int nth) {
        return new Claim(
                claim.id(),
                claim.organisation(),
                claim.branch(),
                claim.volunteer(),
                claim.asked(),
                nth,
                claim.words(),
                claim.askedBy(),
                claim.askedAt(),
                claim.state(),
                claim.paid(),
                claim.version());
    }

    private static byte[] mark(byte[] sent) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(sent);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean mayAskFor(Volunteer volunteer) {
        return isViewers(volunteer.person()) || isOurs(volunteer.organisation());
    }

    private static boolean isViewers(PersonId person) {
        return Viewer.current().persons().contains(person);
    }

    private static boolean isOurs(OrganisationId organisation) {
        return Viewer.current().organisation().filter(organisation::equals).isPresent();
    }

    /// As the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    /// The rates as they are known, for telling people.
    @Transactional(readOnly = true)
    public Rates rates() {
        return years.rates();
    }
}
