package nl.samenspel.referrals;

import java.time.Clock;
import java.time.LocalDate;
import nl.samenspel.access.AcrossDesks;
import nl.samenspel.access.Shares;
import nl.samenspel.access.Viewer;
import nl.samenspel.matching.Desks;
import nl.samenspel.matching.InvitationAccepted;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.ConsentWithdrawn;
import nl.samenspel.people.Consents;
import nl.samenspel.referrals.Referral.Accepted;
import nl.samenspel.referrals.Referral.Draft;
import nl.samenspel.referrals.Referral.Running;
import nl.samenspel.referrals.Referral.Waiting;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestEnded;
import nl.samenspel.requests.HelpRequestHandedOver;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestEvent.What;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What happens elsewhere to a request or a consent, and what that means for its referrals; in the same transaction.
@Component
class ReferralsFollow {

    private final ReferralStore store;
    private final HelpRequests requests;
    private final Organisations organisations;
    private final Shares shares;
    private final AcrossDesks across;
    private final Receiving receiving;
    private final ReferralMail mail;
    private final Clock clock;

    ReferralsFollow(
            ReferralStore store,
            HelpRequests requests,
            Organisations organisations,
            Shares shares,
            AcrossDesks across,
            Receiving receiving,
            ReferralMail mail,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.organisations = organisations;
        this.shares = shares;
        this.across = across;
        this.receiving = receiving;
        this.mail = mail;
        this.clock = clock;
    }

    /// The request is over, and with it what was asked of others.
    @EventListener
    void on(HelpRequestEnded ended) {
        atTheWholeDeskOfMine(() -> {
            var today = LocalDate.now(clock);
            for (var referral : store.listOf(ended.id())) {
                switch (referral) {
                    case Waiting waiting
                    when Desks.isOurs(waiting.what().from()) -> {
                        needNotAnswer(waiting, Reason.ENDED);
                    }
                    case Running running
                    when running.what().way() == Way.JOIN
                            && Desks.isOurs(running.what().from()) -> {
                        store.replace(
                                running,
                                ended.how() == HelpRequest.State.CLOSED
                                        ? running.complete(today)
                                        : running.cancel(Reason.ENDED, today));
                        receiving.stopShowing(running.what());
                    }
                    case Running running
                    when running.what().way() == Way.HAND_OVER
                            && Desks.isOurs(running.what().to()) ->
                        store.replace(
                                running,
                                ended.how() == HelpRequest.State.CLOSED
                                        ? running.complete(today)
                                        : running.fail(Reason.ENDED, "", today));
                    default -> {}
                }
            }
        });
    }

    /// A volunteer said yes: nobody else needs to take it over, and what was taken over has begun.
    @EventListener
    void on(InvitationAccepted accepted) {
        atTheWholeDeskOfMine(() -> {
            for (var referral : store.listOf(accepted.request())) {
                switch (referral) {
                    case Waiting waiting
                    when waiting.what().way() == Way.HAND_OVER
                            && Desks.isOurs(waiting.what().from()) -> {
                        needNotAnswer(waiting, Reason.HELPED);
                    }
                    case Accepted it
                    when it.what().way() == Way.HAND_OVER
                            && Desks.isOurs(it.what().to()) -> store.replace(it, it.start());
                    default -> {}
                }
            }
        });
    }

    /// Another organisation holds the request: what its former holder had asked of others, or had taken over itself,
    /// ends.
    @EventListener
    void on(HelpRequestHandedOver moved) {
        across.as(Viewer.current().atTheWholeDesk(moved.from()), () -> {
            var today = LocalDate.now(clock);
            for (var referral : store.listOf(moved.id())) {
                switch (referral) {
                    case Waiting waiting
                    when Desks.isOurs(waiting.what().from()) -> {
                        needNotAnswer(waiting, Reason.ENDED);
                    }
                    case Running running
                    when running.what().way() == Way.JOIN
                            && Desks.isOurs(running.what().from()) -> {
                        store.replace(running, running.cancel(Reason.ENDED, today));
                        receiving.stopShowing(running.what());
                    }
                    case Running running
                    when Desks.isOurs(running.what().to()) ->
                        store.replace(running, running.fail(Reason.ENDED, "", today));
                    default -> {}
                }
            }
            return true;
        });
    }

    /// Whoever was asked hears that it is no longer needed; of a draft nobody heard yet.
    private void needNotAnswer(Waiting waiting, Reason why) {
        store.replace(waiting, waiting.cancel(why, LocalDate.now(clock)));
        if (!(waiting instanceof Draft)) {
            mail.tellReceiver(waiting, "referrals.mail.takenBack");
        }
    }

    /// Consent is taken back, in this same transaction: what was not taken over yet is not any more, who joined sees
    /// nothing any more, and who handed over reads no further. A request that moved stays with who holds it.
    @EventListener
    void on(ConsentWithdrawn withdrawn) {
        if (withdrawn.purpose() != Consents.Purpose.SHARE_WITH_ORGANISATION || withdrawn.subject() == null) {
            return;
        }
        var seen = store.find(new ReferralId(withdrawn.subject()));
        if (seen.isEmpty()) {
            return;
        }
        var what = seen.get().what();
        across.as(Viewer.current().atTheWholeDesk(what.from()), () -> {
            requests.oneAtATime(what.request());
            var today = LocalDate.now(clock);
            switch (store.findToMove(seen.get().id()).orElseThrow()) {
                case Waiting waiting -> noConsent(waiting, waiting.cancel(Reason.CONSENT, today));
                case Running running
                when what.way() == Way.JOIN -> noConsent(running, running.cancel(Reason.CONSENT, today));
                default -> {}
            }
            shares.withdrawAllOn(withdrawn.consent());
            across.as(Viewer.current().atTheWholeDesk(what.to()), () -> {
                shares.withdrawAllOn(withdrawn.consent());
                return true;
            });
            return true;
        });
    }

    private void noConsent(Referral before, Referral cancelled) {
        var what = cancelled.what();
        store.replace(before, cancelled);
        requests.writeDown(what.request(), What.TAKEN_BACK, organisations.nameOf(what.to()), LocalDate.now(clock));
        mail.tellReceiver(cancelled, "referrals.mail.takenBack");
        mail.tellSender(cancelled, "referrals.mail.noConsent");
    }

    /// A listener's work, where it may concern other branches than the viewer's.
    private void atTheWholeDeskOfMine(Runnable work) {
        var viewer = Viewer.current();
        viewer.organisation()
                .ifPresent(mine -> across.as(viewer.atTheWholeDesk(mine), () -> {
                    work.run();
                    return true;
                }));
    }
}
