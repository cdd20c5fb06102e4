package nl.samenspel.referrals;

import nl.samenspel.access.Account;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.AcrossDesks;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.matching.Desks;
import nl.samenspel.network.Holder;
import nl.samenspel.network.Organisations;
import nl.samenspel.referrals.Referral.Case;
import nl.samenspel.referrals.Referral.Draft;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.SiteAddress;
import org.springframework.stereotype.Component;

/// Tells people of the other side, or of the own one, that a referral waits for them or came to something: a mail
/// with a link, in the same transaction, put together at the desk of whoever reads it.
@Component
class ReferralMail {

    private final Organisations organisations;
    private final HelpRequests requests;
    private final Accounts accounts;
    private final AcrossDesks across;
    private final Outbox outbox;
    private final SiteAddress site;

    ReferralMail(
            Organisations organisations,
            HelpRequests requests,
            Accounts accounts,
            AcrossDesks across,
            Outbox outbox,
            SiteAddress site) {
        this.organisations = organisations;
        this.requests = requests;
        this.accounts = accounts;
        this.across = across;
        this.outbox = outbox;
        this.site = site;
    }

    /// Whoever is on duty at the branch that was asked.
    void tellReceiver(Referral referral, String key) {
        var what = referral.what();
        across.as(wholeDesk(what.to()), () -> {
            organisations
                    .findBranch(what.toBranch())
                    .flatMap(organisations::holderAt)
                    .ifPresent(holder -> mail(holder.person(), key, referral));
            return true;
        });
    }

    /// Whoever holds the request at the sender, who may be another than who asked.
    void tellSender(Referral referral, String key) {
        var what = referral.what();
        across.as(wholeDesk(what.from()), () -> {
            requests.find(what.request())
                    .ifPresent(request -> mail(request.holder().person(), key, referral));
            return true;
        });
    }

    /// Somebody in particular.
    void tell(Holder holder, String key, Referral referral) {
        across.as(wholeDesk(holder.organisation()), () -> {
            mail(holder.person(), key, referral);
            return true;
        });
    }

    /// The managers of the sender, when nobody answered.
    void tellManagers(Referral referral) {
        var what = referral.what();
        across.as(wholeDesk(what.from()), () -> {
            accounts.listColleagues(what.from()).stream()
                    .filter(colleague -> colleague.role() == Role.MANAGER && !colleague.suspended())
                    .forEach(manager -> mail(manager.account(), "referrals.mail.noAnswer", referral));
            return true;
        });
    }

    /// A mail with a link, and nothing of whom or what it is about.
    private void mail(AccountId to, String key, Referral referral) {
        if (to.equals(Viewer.current().account())) {
            return;
        }
        accounts.find(to)
                .ifPresent(account -> mail(
                        account, key, organisations.nameOf(otherThan(referral.what())), "/referrals/" + referral.id()));
    }

    /// Of the two organisations, the one at which one does not read the mail.
    private static OrganisationId otherThan(Case what) {
        return Desks.isOurs(what.from()) ? what.to() : what.from();
    }

    /// Asks the participant whether their request may go along.
    void askConsent(Draft draft) {
        accounts.of(draft.what().participant())
                .flatMap(accounts::find)
                .ifPresent(account -> mail(account, "referrals.mail.consent", "", "/my-referrals/" + draft.id()));
    }

    private void mail(Account to, String key, String organisation, String path) {
        to.mailAddress()
                .ifPresent(address -> outbox.send(Letter.to(address, to.name(), to.language())
                        .saying(key, to.name(), organisation, site.link(path))));
    }

    private static Viewer wholeDesk(OrganisationId organisation) {
        return Viewer.current().atTheWholeDesk(organisation);
    }
}
