package nl.samenspel.story;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.network.Areas;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.story.House.Wing;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Vog;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Some three hundred people who want to do something. More of them like company and outings than odd jobs, which is
/// how it is: both shortages at once.
@Component
@Order(2)
class TheVolunteers implements Chapter {

    private static final List<String> ABOUT = List.of(
            "Ik ben net met pensioen en houd van een praatje.",
            "Ik studeer nog en heb op woensdag tijd.",
            "Vroeger was ik timmerman, dat kun je nog merken.",
            "Ik fiets graag en ken de hele buurt.",
            "Met kinderen en dieren kan ik het goed vinden.",
            "Ik kook graag, en veel te veel voor één.",
            "Rustig type. Luisteren kan ik goed.",
            "Ik woon hier nog maar kort en wil mensen leren kennen.");

    private final Areas areas;
    private final Accounts accounts;
    private final People people;
    private final Volunteers volunteers;
    private final Limits limits;
    private final Townspeople townspeople;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TheVolunteers(
            Areas areas,
            Accounts accounts,
            People people,
            Volunteers volunteers,
            Limits limits,
            Townspeople townspeople,
            TransactionTemplate transaction,
            Clock clock) {
        this.areas = areas;
        this.accounts = accounts;
        this.people = people;
        this.volunteers = volunteers;
        this.limits = limits;
        this.townspeople = townspeople;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void tell() {
        var known = areas.list();
        for (var house : House.ALL) {
            for (var wing : house.wings()) {
                var key = house.name() + "/" + wing.name();
                var spots = known.stream()
                        .filter(area -> wing.municipalities().isEmpty()
                                || wing.municipalities().contains(area.municipality()))
                        .map(area -> new Crowd.Spot(area.postcode(), area.place()))
                        .toList();
                var crowd = new Crowd(new SplittableRandom(key.hashCode()), spots);
                townspeople
                        .at(house, wing)
                        .run(() -> transaction.executeWithoutResult(_ -> {
                            for (var number = 1; number <= wing.volunteers(); number++) {
                                tellOf(house, wing, crowd, keyOf(house, wing, number));
                            }
                        }));
            }
        }
        tellOfHenk();
        tellOfNoor();
    }

    private void tellOf(House house, Wing wing, Crowd crowd, String key) {
        var id = new PersonId(Keys.of(key));
        var name = crowd.name();
        var spot = crowd.spot();
        var mail = crowd.oneIn(8)
                ? null
                : (name.given() + "." + id.value().toString().substring(0, 4) + "@mail.example")
                        .toLowerCase(Locale.ROOT);
        var person = new Person(
                id,
                house.id(),
                null,
                name.given(),
                name.family(),
                mail,
                "06" + crowd.between(10_000_000, 99_999_999),
                crowd.postcode(spot),
                spot.place(),
                crowd.street(),
                name.gender(),
                crowd.languages(name));
        var hours = crowd.between(2, 8);
        var places = crowd.between(1, 3);
        var applied = crowd.oneIn(15);
        var offer = offer(house, crowd);
        var vog = crowd.oneIn(6) ? null : Vog.seen(today().minusDays(crowd.between(20, 1_000)));
        var trainings = trainings(house, crowd);
        if (volunteers.find(id).isPresent()) {
            return;
        }
        people.add(person);
        var volunteer = Volunteer.applying(id, house.id(), house.branch(wing), today(), offer);
        volunteers.add(applied ? volunteer : trained(volunteer.welcomed(since(key)), vog, trainings));
        limits.set(new OwnLimits(id, hours, places, crowd.oneIn(20) ? today().plusDays(crowd.between(10, 60)) : null));
        if (mail != null) {
            accounts.open(new NewAccount(person.name(), mail, "nl", Role.VOLUNTEER, house.id(), null, id));
        }
    }

    private static Volunteer trained(
            Volunteer volunteer, @org.jspecify.annotations.Nullable Vog vog, List<Training> trainings) {
        var trained = volunteer.showing(vog);
        for (var training : trainings) {
            trained = trained.trained(training);
        }
        return trained;
    }

    private Offer offer(House house, Crowd crowd) {
        var mine = house.kinds().isEmpty()
                ? List.of(KindOfHelp.values())
                : house.kinds().stream().sorted().toList();
        var loves = EnumSet.noneOf(KindOfHelp.class);
        var likes = EnumSet.noneOf(KindOfHelp.class);
        var does = EnumSet.noneOf(KindOfHelp.class);
        var ratherNot = EnumSet.noneOf(KindOfHelp.class);
        loves.add(crowd.of(mine));
        if (crowd.oneIn(2)) {
            loves.add(crowd.of(mine));
        }
        for (var kind : mine) {
            if (!loves.contains(kind)) {
                switch (crowd.between(0, 5)) {
                    case 0, 1 -> likes.add(kind);
                    case 2 -> does.add(kind);
                    case 3 -> ratherNot.add(kind);
                    default -> {
                        // did not say
                    }
                }
            }
        }
        return new Offer(
                loves,
                likes,
                does,
                ratherNot,
                crowd.dayParts(crowd.between(2, 6), house.kind() == Organisation.Kind.HOSPICE),
                crowd.between(2, 12) * 1_000,
                crowd.oneIn(12) ? today().plusDays(crowd.between(5, 40)) : null,
                Offer.EVERYONE,
                crowd.oneIn(3) ? "" : crowd.of(ABOUT),
                false);
    }

    private List<Training> trainings(House house, Crowd crowd) {
        var own =
                switch (house.kind()) {
                    case HOSPICE -> Qualification.PALLIATIVE;
                    case BUDDIES -> Qualification.DEMENTIA;
                    case PRACTICAL_HELP -> Qualification.DRIVER;
                    case HOME_VISITS -> Qualification.LANGUAGE_COACH;
                    default -> Qualification.FIRST_AID;
                };
        var on = today().minusDays(crowd.between(60, 900));
        return crowd.oneIn(house.kind() == Organisation.Kind.HOSPICE ? 1 : 3)
                ? List.of(new Training(own, on, own == Qualification.FIRST_AID ? on.plusYears(2) : null))
                : List.of();
    }

    /// Seventy-eight, a widower, walks every day and would rather not walk alone.
    private void tellOfHenk() {
        tellOfPersona(
                Persona.HENK,
                House.ALL.getFirst(),
                "1817 KL",
                "Alkmaar",
                Gender.MAN,
                new Offer(
                        Set.of(KindOfHelp.WALKING, KindOfHelp.OUTINGS),
                        Set.of(KindOfHelp.COMPANY, KindOfHelp.BUDDY),
                        Set.of(KindOfHelp.READING_ALOUD),
                        Set.of(KindOfHelp.GRIEF),
                        DayParts.ofWords(List.of(
                                "TUESDAY-MORNING", "THURSDAY-MORNING", "THURSDAY-AFTERNOON", "FRIDAY-AFTERNOON")),
                        5_000,
                        null,
                        Offer.EVERYONE,
                        "Elke dag een ommetje, weer of geen weer. Samen is het leuker.",
                        false),
                new OwnLimits(idOf(Persona.HENK), 9, 5, null));
    }

    /// Nineteen, studies, and explains telephones better than anyone.
    private void tellOfNoor() {
        tellOfPersona(
                Persona.NOOR,
                House.ALL.get(1),
                "1825 AB",
                "Alkmaar",
                Gender.WOMAN,
                new Offer(
                        Set.of(KindOfHelp.COMPUTER),
                        Set.of(KindOfHelp.GROCERIES, KindOfHelp.PETS),
                        Set.of(),
                        Set.of(KindOfHelp.GARDEN),
                        DayParts.ofWords(List.of("WEDNESDAY-AFTERNOON", "SATURDAY-MORNING", "SATURDAY-AFTERNOON")),
                        6_000,
                        null,
                        Offer.EVERYONE,
                        "Ik leg het rustig uit, ook drie keer.",
                        false),
                new OwnLimits(idOf(Persona.NOOR), 2, 1, null));
    }

    /// The crowd of Marieke's branch, those who still apply among them.
    static List<PersonId> crowdOfMarieke() {
        var house = House.ALL.getFirst();
        var wing = house.wings().getFirst();
        return IntStream.rangeClosed(1, wing.volunteers())
                .mapToObj(number -> new PersonId(Keys.of(keyOf(house, wing, number))))
                .toList();
    }

    private static String keyOf(House house, Wing wing, int number) {
        return house.name() + "/" + wing.name() + "/volunteer " + number;
    }

    /// Everyone in town began between four months and seven years ago.
    private LocalDate since(String key) {
        return today().minusDays(120 + Math.floorMod(key.hashCode(), 2_430));
    }

    static PersonId idOf(Persona persona) {
        return new PersonId(Keys.of("persona " + persona));
    }

    private void tellOfPersona(
            Persona persona, House house, String postcode, String place, Gender gender, Offer offer, OwnLimits own) {
        var wing = house.wings().getFirst();
        townspeople
                .at(house, wing)
                .run(() -> transaction.executeWithoutResult(_ -> {
                    if (volunteers.find(own.volunteer()).isPresent()) {
                        return;
                    }
                    people.add(new Person(
                            own.volunteer(),
                            house.id(),
                            null,
                            persona.givenName(),
                            persona.familyName(),
                            persona.email(),
                            "0612340" + (100 + persona.ordinal()),
                            postcode,
                            place,
                            "Lindelaan 12",
                            gender,
                            Set.of(Language.NL)));
                    volunteers.add(Volunteer.applying(own.volunteer(), house.id(), house.branch(wing), today(), offer)
                            .welcomed(since(persona.name()))
                            .showing(Vog.seen(today().minusMonths(7))));
                    limits.set(own);
                    accounts.open(new NewAccount(
                            persona.fullName(),
                            persona.email(),
                            "nl",
                            Role.VOLUNTEER,
                            house.id(),
                            null,
                            own.volunteer()));
                }));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
