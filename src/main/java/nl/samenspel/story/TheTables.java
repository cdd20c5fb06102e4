package nl.samenspel.story;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.careplans.CareTaskId;
import nl.samenspel.careplans.CareTasks;
import nl.samenspel.careplans.Careplan.FromTheStart;
import nl.samenspel.careplans.CareplanId;
import nl.samenspel.careplans.Careplans;
import nl.samenspel.careplans.HoldingUp;
import nl.samenspel.careplans.Line;
import nl.samenspel.careplans.LineId;
import nl.samenspel.careplans.Opening;
import nl.samenspel.careplans.Saying;
import nl.samenspel.careplans.Seat;
import nl.samenspel.careplans.Seat.Part;
import nl.samenspel.careplans.SeatId;
import nl.samenspel.careplans.Seating;
import nl.samenspel.careplans.Seating.Asked;
import nl.samenspel.careplans.Seating.Sits;
import nl.samenspel.careplans.StrainQuestion;
import nl.samenspel.careplans.StrainQuestion.Often;
import nl.samenspel.careplans.TableTalk;
import nl.samenspel.careplans.TaskStep;
import nl.samenspel.careplans.Told;
import nl.samenspel.careplans.Whom;
import nl.samenspel.network.DayParts;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Two tables of Marieke. At that of Truus sit her daughter Anneke, Samira of home care, and Bep from next door by
/// phone: some tasks are nobody's yet, and for Anneke it is heavy. At that of meneer Oudejans, who phones, sit Samira
/// and Henk.
@Component
@Order(7)
class TheTables implements Chapter {

    private final HelpRequests requests;
    private final Careplans careplans;
    private final CareTasks tasks;
    private final TableTalk talk;
    private final HoldingUp holdingUp;
    private final Townspeople townspeople;
    private final Clock clock;

    TheTables(
            HelpRequests requests,
            Careplans careplans,
            CareTasks tasks,
            TableTalk talk,
            HoldingUp holdingUp,
            Townspeople townspeople,
            Clock clock) {
        this.requests = requests;
        this.careplans = careplans;
        this.tasks = tasks;
        this.talk = talk;
        this.holdingUp = holdingUp;
        this.townspeople = townspeople;
        this.clock = clock;
    }

    @Override
    public void tell() {
        var marieke = townspeople.as(Persona.MARIEKE);
        var market = townspeople
                .as(Persona.TRUUS)
                .call(() -> requests.findSent(TheRequests.MARKET))
                .orElseThrow();
        var truus = marieke.call(() -> careplans.open(market.id(), FromTheStart.YES));
        if (truus instanceof Opening.Opened(var plan)) {
            tellOfTruus(marieke, plan);
        }
        var samira = townspeople.as(Persona.SAMIRA);
        samira.call(() -> requests.findSent(Keys.of("Samira brings meneer Oudejans")))
                .map(request -> request.id())
                .ifPresent(request -> {
                    if (marieke.call(() -> careplans.open(request, FromTheStart.NO))
                            instanceof Opening.Opened(var id)) {
                        tellOfMeneerOudejans(marieke, samira, request, id);
                    }
                });
    }

    private void tellOfTruus(Viewer marieke, CareplanId plan) {
        var truus = townspeople.as(Persona.TRUUS);
        var anneke = townspeople.as(Persona.ANNEKE);
        var samira = townspeople.as(Persona.SAMIRA);
        var truusSeat = seatOf(marieke, plan, Part.PARTICIPANT);
        var mariekesSeat = seatOf(marieke, plan, Part.COORDINATOR);
        var annekesSeat = asked(marieke, plan, new Whom.Known(new PersonId(Keys.of("persona " + Persona.ANNEKE))))
                .seat();
        sits(anneke.call(() -> careplans.sit(annekesSeat)));
        var code = asked(marieke, plan, new Whom.Elsewhere(Persona.SAMIRA.fullName(), Part.PROFESSIONAL));
        var samirasSeat = sits(samira.call(
                () -> careplans.join(Objects.requireNonNull(code.code()).value())));
        var bepsSeat = sits(marieke.call(
                () -> careplans.invite(plan, new Whom.Elsewhere("Bep van hiernaast", Part.RELATIVE), true)));

        said(
                truus,
                plan,
                truusSeat,
                new Saying.Wish("Weer naar de markt op donderdag, en een haring eten bij de kraam."));
        said(truus, plan, truusSeat, new Saying.Wish("In mijn eigen huis blijven, bij mijn planten."));

        var shopping = proposed(anneke, plan, annekesSeat, "Zware boodschappen doen", "FRIDAY-AFTERNOON", null);
        moved(anneke.call(() -> tasks.accept(shopping, annekesSeat)));
        var curtains =
                proposed(samira, plan, samirasSeat, "’s Ochtends even langs om op te starten", "MONDAY-MORNING", null);
        moved(samira.call(() -> tasks.accept(curtains, samirasSeat)));
        var plants = proposed(
                truus, plan, truusSeat, "De planten water geven als ik moe ben", "WEDNESDAY-MORNING", bepsSeat);
        moved(marieke.call(() -> tasks.accept(plants, bepsSeat)));
        moved(marieke.call(() -> tasks.release(plants, bepsSeat, today().plusDays(10))));
        proposed(truus, plan, truusSeat, "Mee naar de markt", "THURSDAY-MORNING", null);
        proposed(anneke, plan, annekesSeat, "De vuilnisbak aan de straat zetten", "TUESDAY-EVENING", bepsSeat);
        var rug = proposed(samira, plan, samirasSeat, "Het losse kleedje in de gang weghalen", null, null);
        moved(anneke.call(() -> tasks.accept(rug, annekesSeat)));
        moved(anneke.call(() -> tasks.finish(rug, annekesSeat)));
        var letters = proposed(anneke, plan, annekesSeat, "De post openmaken", null, null);
        moved(truus.call(() -> tasks.withdraw(letters)));

        var together = said(
                anneke,
                plan,
                annekesSeat,
                new Saying.Agreement(
                        "De thuiszorg start de dag op, een vrijwilliger gaat mee naar buiten. Zo hoeft niemand alles te doen.",
                        new Line.Division(Line.By.TOGETHER, today().plusMonths(3))));
        for (var agrees : List.of(truusSeat, mariekesSeat)) {
            kept((agrees.equals(truusSeat) ? truus : marieke).call(() -> talk.agree(together, agrees)));
        }
        kept(samira.call(() -> talk.agree(together, samirasSeat)));
        said(truus, plan, truusSeat, new Saying.Agreement("Wie niet kan, belt de avond ervoor.", null));
        said(
                samira,
                plan,
                samirasSeat,
                new Saying.Moment("Samen om de tafel bij Truus thuis", today().plusWeeks(2), LocalTime.of(14, 0)));
        said(anneke, plan, annekesSeat, new Saying.Note("De reservesleutel ligt bij Bep."));
        anneke.run(() -> holdingUp.answer(plan, annekesSeat, all(Often.OFTEN), Set.of(samirasSeat)));
    }

    private void tellOfMeneerOudejans(Viewer marieke, Viewer samira, HelpRequestId request, CareplanId plan) {
        var henk = townspeople.as(Persona.HENK);
        var his = seatOf(marieke, plan, Part.PARTICIPANT);
        var brought =
                marieke.call(() -> requests.find(request)).orElseThrow().ask().askedByAccount();
        var samirasSeat = asked(
                        marieke, plan, new Whom.WhoAsked(Objects.requireNonNull(brought), Persona.SAMIRA.fullName()))
                .seat();
        sits(samira.call(() -> careplans.sit(samirasSeat)));
        var henksSeat = asked(marieke, plan, new Whom.Known(TheVolunteers.idOf(Persona.HENK)))
                .seat();
        sits(henk.call(() -> careplans.sit(henksSeat)));
        said(
                marieke,
                plan,
                his,
                new Saying.Wish("Iemand om mee te dammen. En niet steeds hoeven uitleggen hoe het gaat."));
        var draughts = proposed(samira, plan, samirasSeat, "Dammen en koffie drinken", "TUESDAY-AFTERNOON", henksSeat);
        moved(henk.call(() -> tasks.accept(draughts, henksSeat)));
        proposed(marieke, plan, his, "De lamp in de schuur maken", "SATURDAY-MORNING", henksSeat);
    }

    private SeatId seatOf(Viewer viewer, CareplanId plan, Part part) {
        return viewer.call(() -> careplans.listSeats(plan)).stream()
                .filter(seat -> seat.part() == part)
                .map(Seat::id)
                .findFirst()
                .orElseThrow();
    }

    private Asked asked(Viewer marieke, CareplanId plan, Whom whom) {
        return expect(() -> marieke.call(() -> careplans.invite(plan, whom, false)), Asked.class);
    }

    private static SeatId sits(Seating seating) {
        return expect(() -> seating, Sits.class).seat();
    }

    private CareTaskId proposed(
            Viewer viewer, CareplanId plan, SeatId as, String words, @Nullable String when, @Nullable SeatId asked) {
        return moved(viewer.call(() ->
                tasks.propose(plan, as, words, when == null ? DayParts.NONE : DayParts.ofWords(List.of(when)), asked)));
    }

    private static CareTaskId moved(TaskStep step) {
        return expect(() -> step, TaskStep.Moved.class).now().id();
    }

    private LineId said(Viewer viewer, CareplanId plan, SeatId as, Saying saying) {
        return kept(viewer.call(() -> talk.say(plan, as, saying)));
    }

    private static LineId kept(Told told) {
        return expect(() -> told, Told.Kept.class).id();
    }

    private static <T> T expect(Supplier<?> step, Class<T> wanted) {
        var came = step.get();
        if (!wanted.isInstance(came)) {
            throw new IllegalStateException(
                    "The story is not true any more: a step at the table says %s.".formatted(came));
        }
        return wanted.cast(came);
    }

    private static java.util.Map<StrainQuestion, Often> all(Often often) {
        return Arrays.stream(StrainQuestion.values()).collect(Collectors.toMap(Function.identity(), _ -> often));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
