package nl.samenspel.story;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import javax.imageio.ImageIO;
import nl.samenspel.access.Viewer;
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

/// Henk drove and bought paint: one ride is paid, the rest waits for Marieke and Els. Everybody gets real costs.
@Component
@Order(14)
class TheReimbursements implements Chapter {

    /// The example of the banks; nobody's.
    private static final Iban EXAMPLE = new Iban("NL91ABNA0417164300");

    private final Reimbursements reimbursements;
    private final Payments payments;
    private final WorkChecks work;
    private final ThankYous thanks;
    private final Townspeople townspeople;
    private final Clock clock;

    TheReimbursements(
            Reimbursements reimbursements,
            Payments payments,
            WorkChecks work,
            ThankYous thanks,
            Townspeople townspeople,
            Clock clock) {
        this.reimbursements = reimbursements;
        this.payments = payments;
        this.work = work;
        this.thanks = thanks;
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
                Persona.ELS.fullName())));
        himself.run(() -> reimbursements.set(henk, EXAMPLE, "H. Visser", null));
        marieke.run(() -> {
            work.keep(henk, WorkCheck.all(Answer.NO), "Henk kiest zelf wanneer hij komt.");
            thanks.give(
                    henk,
                    ThankYous.How.NOTE,
                    "Fijn dat je er elke week bent, Henk. Je kaartje hangt bij ons op de kast.");
        });

        var first = ask(himself, new NewClaim(henk, today, new What.Ride(18), "Naar de markt en terug", false));
        marieke.run(() -> reimbursements.approve(first, 1));
        els.run(payments::make);
        ask(himself, new NewClaim(henk, today, new What.Ride(24), "Naar het ziekenhuis en terug", false));
        ask(
                himself,
                new NewClaim(henk, today, new What.Bought(new Cents(1_695), receipt()), "Verf voor het hek", false));
        var refused = ask(himself, new NewClaim(henk, today, new What.Ride(7), "Boodschappen voor mezelf", false));
        marieke.run(() -> reimbursements.refuse(
                refused, 1, "dit was voor jezelf. Rijd je voor een deelnemer, dan betalen we het graag."));
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
    private static Photo receipt() {
        var image = new BufferedImage(480, 640, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 480, 640);
        pen.setColor(Color.DARK_GRAY);
        for (var line = 0; line < 6; line++) {
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
