package nl.samenspel.story;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.People.Engaged;
import nl.samenspel.people.People.Engagement;
import nl.samenspel.reimbursements.ClaimId;
import nl.samenspel.reimbursements.Claiming;
import nl.samenspel.reimbursements.House;
import nl.samenspel.reimbursements.Iban;
import nl.samenspel.reimbursements.NewClaim;
import nl.samenspel.reimbursements.NewClaim.What;
import nl.samenspel.reimbursements.Payments;
import nl.samenspel.reimbursements.Photo;
import nl.samenspel.reimbursements.Reimbursements;
import nl.samenspel.reimbursements.ThankYous;
import nl.samenspel.reimbursements.WorkChecks;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.reimbursements.law.WorkCheck;
import nl.samenspel.reimbursements.law.WorkCheck.Answer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Henk and three others drive, and are paid each month; what Henk bought waits for Marieke and Els.
/// Everybody gets real costs but for one, and it says why.
@Component
@Order(14)
class TheReimbursements implements Chapter {

    /// The example of the banks; nobody's.
    private static final Iban EXAMPLE = new Iban("NL91ABNA0417164300");

    private final Reimbursements reimbursements;
    private final Payments payments;
    private final WorkChecks work;
    private final ThankYous thanks;
    private final People people;
    private final Townspeople townspeople;
    private final Clock clock;

    TheReimbursements(
            Reimbursements reimbursements,
            Payments payments,
            WorkChecks work,
            ThankYous thanks,
            People people,
            Townspeople townspeople,
            Clock clock) {
        this.reimbursements = reimbursements;
        this.payments = payments;
        this.work = work;
        this.thanks = thanks;
        this.people = people;
        this.townspeople = townspeople;
        this.clock = clock;
    }

    @Override
    public void tell() {
        var henk = TheVolunteers.idOf(Persona.HENK);
        var today = LocalDate.now(clock);
        var els = townspeople.as(Persona.ELS);
        var himself = townspeople.as(Persona.HENK);
        var marieke = townspeople.as(Persona.MARIEKE);
        if (!himself.call(() -> reimbursements.listOf(List.of(henk), today.getYear()))
                .isEmpty()) {
            return;
        }
        els.run(() -> reimbursements.set(new House(
                Viewer.current().myDesk().organisation(),
                true,
                new Cents(10_000),
                null,
                "",
                EXAMPLE.value(),
                "Maatjes Kennemerland")));
        himself.run(() -> reimbursements.set(henk, EXAMPLE, "H. Visser", null));
        marieke.run(() -> {
            work.keep(henk, WorkCheck.all(Answer.NO), "Henk kiest zelf wanneer hij komt.");
            thanks.give(
                    henk,
                    ThankYous.How.NOTE,
                    "Fijn dat je er elke week bent, Henk. Je kaartje hangt bij ons op de kast.");
        });

        var others = theOthers(els);
        tellOfEarlierMonths(els, marieke, himself, henk, others.subList(0, 3));
        var paint = new What.Bought(new Cents(1_695), receipt(6));
        var plants = new What.Bought(new Cents(12_850), receipt(5));
        ask(himself, new NewClaim(henk, today, new What.Ride(24), "Naar de boerderij en terug", false));
        ask(himself, new NewClaim(henk, today, paint, "Verf voor het hek", false));
        var large = ask(himself, new NewClaim(henk, today, plants, "Planten voor de buurttuin", false));
        marieke.run(() -> reimbursements.approve(large, 1));
        var refused = ask(himself, new NewClaim(henk, today, new What.Ride(7), "Boodschappen voor mezelf", false));
        marieke.run(() -> reimbursements.refuse(
                refused, 1, "dit was voor jezelf. Rijd je voor een deelnemer, dan betalen we het graag."));
        if (reimbursements.rates().on(today).isPresent()) {
            tellOfAnException(els, marieke, others.getLast(), today);
        }
    }

    /// Three months of rides, each paid at once: Henk asks himself, Els wrote down what the others drove.
    private void tellOfEarlierMonths(Viewer els, Viewer marieke, Viewer himself, PersonId henk, List<PersonId> others) {
        for (var month = 3; month > 0; month--) {
            var ago = month;
            EarlierDays.tell(28 * ago, () -> {
                var day = LocalDate.now(clock);
                var asked = new ArrayList<ClaimId>();
                asked.add(ask(himself, new NewClaim(henk, day, new What.Ride(18), "Naar de markt en terug", false)));
                for (var other : others) {
                    var kilometres = 6 + Math.floorMod(other.value().hashCode() + 7 * ago, 30);
                    asked.add(ask(els, new NewClaim(other, day, new What.Ride(kilometres), "", false)));
                }
                asked.forEach(claim -> marieke.run(() -> reimbursements.approve(claim, 1)));
                els.run(payments::make);
            });
        }
    }

    /// The one for whom an hour is paid, and why.
    private void tellOfAnException(Viewer els, Viewer marieke, PersonId keeper, LocalDate today) {
        els.run(() -> {
            work.keep(keeper, WorkCheck.all(Answer.NO), "Kiest zelf de avonden, en mag een avond overslaan.");
            reimbursements.allow(
                    keeper, today.getYear(), new Cents(300), "Belt avonden lang door; bonnen zijn daar niet van.");
        });
        ask(marieke, new NewClaim(keeper, today, new What.Time(150), "De belavond", false));
    }

    /// Four of the crowd of Marieke's branch, and the account each of them is paid on.
    private List<PersonId> theOthers(Viewer els) {
        var engaged = els.call(() -> people.listEngaged(TheVolunteers.crowdOfMarieke())).stream()
                .filter(one -> one.kind() == Engagement.VOLUNTEER && one.until() == null)
                .map(Engaged::person)
                .sorted(Comparator.comparing(PersonId::value))
                .limit(4)
                .toList();
        els.run(() -> people.list(engaged, Purpose.RECORD)
                .values()
                .forEach(one -> reimbursements.set(one.id(), EXAMPLE, one.name(), null)));
        return engaged;
    }

    private ClaimId ask(Viewer who, NewClaim wanted) {
        return switch (who.call(() -> reimbursements.claim(wanted))) {
            case Claiming.Kept(var claim) -> claim.id();
            case Claiming.AlreadyAsked(var claim) -> claim.id();
            case Claiming.Outside _, Claiming.NoPicture _, Claiming.NoVolunteer _, Claiming.NotFound _ ->
                throw new IllegalStateException("The story is not true any more: nothing can be asked back.");
        };
    }

    /// A receipt that nobody ever got.
    private static Photo receipt(int lines) {
        var image = new BufferedImage(480, 640, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 480, 640);
        pen.setColor(Color.DARK_GRAY);
        for (var line = 0; line < lines; line++) {
            pen.fillRect(60, 80 + 80 * line, line % 2 == 0 ? 220 : 340, 14);
        }
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Photo(out.toByteArray());
    }
}
