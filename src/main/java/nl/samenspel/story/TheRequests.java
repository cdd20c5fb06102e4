package nl.samenspel.story;

import static java.util.Map.entry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.Areas;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.Lacking;
import nl.samenspel.requests.LifeArea;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Need.PaidBefore;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.NewRequest.Asker;
import nl.samenspel.requests.NewRequest.Known;
import nl.samenspel.requests.NewRequest.Newcomer;
import nl.samenspel.requests.Reception;
import nl.samenspel.requests.Triage;
import nl.samenspel.requests.Triaged;
import nl.samenspel.story.House.Wing;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Some hundred and eighty requests, through every door. More odd jobs than there are hands for; most have been
/// looked at, some got a no with the next door, a few came in today.
@Component
@Order(3)
class TheRequests implements Chapter {

    private static final Map<KindOfHelp, List<String>> WORDS = Map.ofEntries(
            entry(
                    KindOfHelp.COMPANY,
                    List.of(
                            "De dagen zijn lang. Af en toe iemand op de koffie zou fijn zijn.",
                            "Sinds mijn man er niet meer is, zie ik weinig mensen.",
                            "Een kaartje leggen en een praatje, dat mis ik.")),
            entry(
                    KindOfHelp.WALKING,
                    List.of(
                            "Alleen naar buiten durf ik niet meer zo goed. Samen een ommetje graag.",
                            "Ik loop met een rollator en wil graag elke week een rondje door het park.")),
            entry(KindOfHelp.BUDDY, List.of("Iemand die er gewoon is, zonder oordeel. Samen iets leuks doen.")),
            entry(KindOfHelp.READING_ALOUD, List.of("Lezen gaat niet meer. De krant en een mooi boek mis ik.")),
            entry(KindOfHelp.PHONE_CALLS, List.of("Een belletje op vaste tijden geeft mij rust.")),
            entry(KindOfHelp.MUSIC, List.of("Vroeger zong ik in een koor. Samen muziek luisteren of zingen.")),
            entry(KindOfHelp.CREATIVE, List.of("Ik zoek iemand om mee te schilderen of te breien.")),
            entry(KindOfHelp.OUTINGS, List.of("Nog eens naar zee, of naar een museum. Alleen lukt dat niet.")),
            entry(KindOfHelp.GRIEF, List.of("Na het overlijden van mijn zus wil ik er met iemand over praten.")),
            entry(
                    KindOfHelp.ODD_JOBS,
                    List.of(
                            "Een lamp ophangen, een lekkende kraan, en de gordijnrail hangt los.",
                            "De kast moet in elkaar en de oude naar de straat.",
                            "Een paar klusjes waar ik zelf niet meer bij kan.")),
            entry(
                    KindOfHelp.GARDEN,
                    List.of(
                            "De tuin groeit mij boven het hoofd. Snoeien en het pad vrij maken.",
                            "Het gras en de heg.")),
            entry(KindOfHelp.GROCERIES, List.of("Samen boodschappen doen, want tillen gaat niet meer.")),
            entry(KindOfHelp.TRANSPORT, List.of("Vervoer naar de dagbesteding, twee keer in de week.")),
            entry(
                    KindOfHelp.APPOINTMENTS,
                    List.of("Mee naar het ziekenhuis, ook om te onthouden wat er gezegd wordt.")),
            entry(KindOfHelp.COMPUTER, List.of("Beeldbellen met de kleinkinderen, ik snap er niets van.")),
            entry(KindOfHelp.PETS, List.of("De hond uitlaten zolang ik revalideer.")),
            entry(KindOfHelp.COOKING, List.of("Samen koken, dan eet ik weer eens goed.")),
            entry(
                    KindOfHelp.PAPERWORK,
                    List.of("De post stapelt zich op. Ik durf de enveloppen niet meer open te maken.")),
            entry(KindOfHelp.LANGUAGE, List.of("Nederlands oefenen, gewoon praten over de dag.")),
            entry(KindOfHelp.HOMEWORK, List.of("Mijn zoon van 13 kan wel wat hulp gebruiken bij zijn huiswerk.")),
            entry(KindOfHelp.CHILD_SUPPORT, List.of("Iets leuks doen met onze dochter, zodat wij even op adem komen.")),
            entry(
                    KindOfHelp.VIGIL,
                    List.of("Mijn man is in zijn laatste weken. Een paar nachten slapen zou mij helpen.")),
            entry(
                    KindOfHelp.RESPITE,
                    List.of("Een middag in de week voor mijzelf, terwijl er iemand bij mijn moeder is.")),
            entry(KindOfHelp.LIGHT_CARE, List.of("Hulp bij het aankleden na de operatie, samen met de thuiszorg.")),
            entry(KindOfHelp.EATING_TOGETHER, List.of("Alleen eten smaakt niet. Ik schuif graag ergens aan.")),
            entry(KindOfHelp.SPORT, List.of("Weer in beweging komen, met iemand die mij meeneemt.")));

    private final Areas areas;
    private final Accounts accounts;
    private final People people;
    private final HelpRequests requests;
    private final Reception reception;
    private final Townspeople townspeople;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TheRequests(
            Areas areas,
            Accounts accounts,
            People people,
            HelpRequests requests,
            Reception reception,
            Townspeople townspeople,
            TransactionTemplate transaction,
            Clock clock) {
        this.areas = areas;
        this.accounts = accounts;
        this.people = people;
        this.requests = requests;
        this.reception = reception;
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
                var crowd = new Crowd(new SplittableRandom(key.hashCode() + 1), spots);
                townspeople.at(house, wing).run(() -> {
                    for (var number = 1; number <= wing.requests(); number++) {
                        tellOf(house, wing, crowd, key + "/request " + number);
                    }
                });
            }
        }
        tellOfTruus();
        tellOfSamira();
    }

    private void tellOf(House house, Wing wing, Crowd crowd, String key) {
        var kinds = house.kinds().isEmpty()
                ? List.copyOf(WORDS.keySet()).stream().sorted().toList()
                : house.kinds().stream().sorted().toList();
        // odd jobs are asked for most, and offered least
        var kind = house.kind() == Organisation.Kind.PRACTICAL_HELP && crowd.oneIn(2)
                ? KindOfHelp.ODD_JOBS
                : crowd.of(kinds);
        var name = crowd.name();
        var spot = crowd.spot();
        var nights = kind == KindOfHelp.VIGIL;
        var waiting = crowd.between(0, crowd.oneIn(4) ? 160 : 40);
        var need = new Need(
                kind,
                crowd.of(WORDS.getOrDefault(kind, List.of("Een beetje hulp zou fijn zijn."))),
                crowd.postcode(spot),
                spot.place(),
                crowd.dayParts(crowd.between(3, 8), nights),
                1,
                nights ? 8 : crowd.between(1, 4),
                today().plusDays(crowd.between(0, 20)),
                crowd.oneIn(3) ? today().plusMonths(crowd.between(2, 9)) : null,
                crowd.languages(name),
                crowd.oneIn(9) ? Set.of(Gender.WOMAN) : Set.of(),
                "",
                Set.of(),
                crowd.oneIn(6) ? 3 : crowd.between(0, 2),
                crowd.oneIn(5) ? PaidBefore.YES : PaidBefore.NO);
        var through = crowd.of(List.of(
                Through.PHONE,
                Through.SELF,
                Through.RELATIVE,
                Through.PROFESSIONAL,
                Through.MAIL,
                Through.MUNICIPALITY));
        var relative = crowd.name();
        var asker = through == Through.RELATIVE
                ? new Asker(
                        new Newcomer(relative.given(), relative.family(), null, "0612345678", "", relative.gender()),
                        crowd.of(List.of(Relation.CHILD, Relation.PARTNER, Relation.NEIGHBOUR, Relation.SIBLING)),
                        true)
                : null;
        var taken = reception.take(new NewRequest(
                Keys.of(key),
                house.branch(wing),
                null,
                new Newcomer(
                        name.given(),
                        name.family(),
                        null,
                        "072555" + crowd.between(1000, 9999),
                        crowd.street(),
                        name.gender()),
                asker,
                null,
                through,
                need,
                today().minusDays(waiting),
                null,
                false,
                "nl"));
        if (taken instanceof Intake.TakenIn in && !in.again()) {
            var id = in.id();
            decide(id, kind, crowd);
        }
    }

    private void decide(HelpRequestId id, KindOfHelp kind, Crowd crowd) {
        var what = crowd.between(1, 100);
        var areas = EnumSet.noneOf(LifeArea.class);
        areas.add(crowd.of(List.of(LifeArea.values())));
        if (crowd.oneIn(3)) {
            areas.add(crowd.of(List.of(LifeArea.values())));
            areas.add(crowd.of(List.of(LifeArea.values())));
        }
        if (what <= 14) {
            return;
        }
        Triage.Decision decision;
        if (what <= 82) {
            decision = kind == KindOfHelp.LIGHT_CARE || kind == KindOfHelp.CHILD_SUPPORT
                    ? new Triage.Together()
                    : new Triage.ByVolunteer();
        } else if (what <= 90) {
            decision = new Triage.No(
                    crowd.oneIn(4) ? Lacking.EXPERTISE : Lacking.CAPACITY,
                    "Buurtkamer De Kom, open op maandag en donderdag",
                    null);
        } else if (what <= 93) {
            decision =
                    new Triage.No(Lacking.BOUNDARY, "Hulp in de huishouding via het Wmo-loket van de gemeente", null);
        } else if (what <= 96) {
            decision = new Triage.ByProfessional("De wijkverpleging, via de huisarts", null);
        } else {
            if (what <= 98) {
                requests.withdraw(id, "Een buurvrouw helpt nu.");
            } else {
                requests.close(id, CloseReason.SOLVED, "");
            }
            return;
        }
        triage(
                id,
                new Triage(
                        areas,
                        crowd.between(0, 3) > 0,
                        Set.of(),
                        decision,
                        "",
                        crowd.between(0, 2),
                        qualifications(kind, decision)));
    }

    private void triage(HelpRequestId id, Triage triage) {
        var outcome = requests.triage(id, triage);
        if (!(outcome instanceof Triaged.Decided)) {
            throw new IllegalStateException("The story is not true any more: triage says %s.".formatted(outcome));
        }
    }

    private static Set<Qualification> qualifications(KindOfHelp kind, Triage.Decision decision) {
        return switch (kind) {
            case VIGIL, RESPITE -> Set.of(Qualification.VOG, Qualification.PALLIATIVE);
            case CHILD_SUPPORT, HOMEWORK, PAPERWORK -> Set.of(Qualification.VOG);
            case TRANSPORT -> Set.of(Qualification.DRIVER);
            default -> decision instanceof Triage.Together ? Set.of(Qualification.VOG) : Set.of();
        };
    }

    static final UUID MARKET = Keys.of("Truus wants to see the market again");

    /// Truus, eighty-three, walks with a stick since April. Her daughter Anneke lives an hour away, has a job and two
    /// children, and asks for her.
    private void tellOfTruus() {
        var house = House.ALL.getFirst();
        var wing = house.wings().getFirst();
        var truus = new PersonId(Keys.of("persona " + Persona.TRUUS));
        var anneke = new PersonId(Keys.of("persona " + Persona.ANNEKE));
        townspeople.at(house, wing).run(() -> {
            transaction.executeWithoutResult(_ -> {
                if (people.find(truus, nl.samenspel.audit.Looks.Purpose.RECORD).isPresent()) {
                    return;
                }
                people.add(person(house, truus, Persona.TRUUS, "1815 CD", "Wilgenhof 7"));
                people.add(person(house, anneke, Persona.ANNEKE, "", ""));
                people.relate(house.id(), truus, anneke, Relation.CHILD);
                for (var persona : List.of(Persona.TRUUS, Persona.ANNEKE)) {
                    accounts.open(new NewAccount(
                            persona.fullName(),
                            persona.email(),
                            "nl",
                            persona.role(),
                            house.id(),
                            null,
                            persona == Persona.TRUUS ? truus : anneke));
                }
            });
            var taken = reception.take(new NewRequest(
                    MARKET,
                    house.branch(wing),
                    null,
                    new Known(truus),
                    new Asker(new Known(anneke), Relation.CHILD, true),
                    null,
                    Through.RELATIVE,
                    new Need(
                            KindOfHelp.WALKING,
                            "Mijn moeder wil zo graag weer naar de markt, maar alleen durft ze niet meer.",
                            "1815 CD",
                            "Alkmaar",
                            DayParts.ofWords(List.of("THURSDAY-MORNING", "FRIDAY-AFTERNOON", "TUESDAY-MORNING")),
                            1,
                            2,
                            today().plusDays(3),
                            null,
                            Set.of(Language.NL),
                            Set.of(),
                            "Iemand die van een praatje houdt",
                            Set.of(),
                            1,
                            PaidBefore.NO),
                    today().minusDays(9),
                    null,
                    false,
                    "nl"));
            if (taken instanceof Intake.TakenIn in && !in.again()) {
                var id = in.id();
                triage(
                        id,
                        new Triage(
                                Set.of(LifeArea.HEALTH),
                                true,
                                Set.of(),
                                new Triage.ByVolunteer(),
                                "Gebeld met Anneke. Moeder is helder en gezellig, loopt met een stok.",
                                1,
                                Set.of()));
            }
        });
    }

    private static Person person(House house, PersonId id, Persona persona, String postcode, String address) {
        return new Person(
                id,
                house.id(),
                null,
                persona.givenName(),
                persona.familyName(),
                persona.email(),
                "0612340" + (100 + persona.ordinal()),
                postcode,
                postcode.isEmpty() ? "" : "Alkmaar",
                address,
                Gender.WOMAN,
                Set.of(Language.NL));
    }

    /// Samira, district nurse, brings two people in a minute each and follows what becomes of it.
    private void tellOfSamira() {
        var samira = townspeople.as(Persona.SAMIRA);
        samira.run(() -> {
            take(
                    samira.me(),
                    "meneer Oudejans",
                    KindOfHelp.COMPANY,
                    "Zit veel alleen sinds zijn vrouw is overleden.",
                    "1824 EF");
            take(
                    samira.me(),
                    "mevrouw Kaya",
                    KindOfHelp.APPOINTMENTS,
                    "Kan niet alleen naar de poli. Spreekt Turks en een beetje Nederlands.",
                    "1703 GH");
        });
    }

    private void take(
            nl.samenspel.access.AccountId samira, String whom, KindOfHelp kind, String words, String postcode) {
        var family = whom.substring(whom.indexOf(' ') + 1);
        reception.take(new NewRequest(
                Keys.of("Samira brings " + whom),
                null,
                null,
                new Newcomer(
                        whom.startsWith("meneer") ? "Arie" : "Zeynep",
                        family,
                        null,
                        "0725551234",
                        "",
                        whom.startsWith("meneer") ? Gender.MAN : Gender.WOMAN),
                null,
                samira,
                Through.PROFESSIONAL,
                new Need(
                        kind,
                        words,
                        postcode,
                        "",
                        DayParts.ofWords(List.of("MONDAY-MORNING", "TUESDAY-AFTERNOON", "THURSDAY-AFTERNOON")),
                        1,
                        2,
                        today().plusDays(5),
                        null,
                        family.equals("Kaya") ? Set.of(Language.NL, Language.TR) : Set.of(Language.NL),
                        Set.of(),
                        "",
                        Set.of(),
                        1,
                        PaidBefore.NO),
                null,
                null,
                false,
                "nl"));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
