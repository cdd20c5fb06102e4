package nl.samenspel.volunteers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import nl.samenspel.access.Account;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.DeskHelp;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Holder;
import nl.samenspel.people.Person;
import nl.samenspel.ui.SiteAddress;
import org.springframework.stereotype.Component;

/// Lets volunteers in: an account and a link in the mail, or a code on paper. Tells the desk that someone came.
@Component
class WaysIn {

    private final Accounts accounts;
    private final DeskHelp deskHelp;
    private final Outbox outbox;
    private final SiteAddress site;
    private final Clock clock;

    WaysIn(Accounts accounts, DeskHelp deskHelp, Outbox outbox, SiteAddress site, Clock clock) {
        this.accounts = accounts;
        this.deskHelp = deskHelp;
        this.outbox = outbox;
        this.site = site;
        this.clock = clock;
    }

    /// The account of this volunteer, made if there is none. Who signs up while signed in keeps the one they have.
    Account open(Person person, String language) {
        var viewer = Viewer.current();
        var known = accounts.of(person.id());
        if (known.isEmpty() && viewer.persons().contains(person.id())) {
            known = Optional.ofNullable(viewer.account());
        }
        known.ifPresent(account -> accounts.give(account, Role.VOLUNTEER, person.organisation(), null, person.id()));
        var id = known.orElseGet(() -> accounts.open(new NewAccount(
                person.name(), person.email(), language, Role.VOLUNTEER, person.organisation(), null, person.id())));
        return accounts.find(id).orElseThrow();
    }

    /// Who stops comes in as a volunteer no more.
    void close(PersonId person) {
        accounts.end(Role.VOLUNTEER, person);
    }

    /// Who comes back finds the way in that they had.
    void reopen(PersonId person) {
        accounts.giveBack(Role.VOLUNTEER, person);
    }

    /// Mails a link, if there is an address.
    void mailLink(Account account, Branch branch, String key) {
        account.mailAddress().ifPresent(address -> {
            var code = accounts.enrolmentCode(account.id(), Accounts.LINK_LASTS);
            outbox.send(Letter.to(address, account.name(), account.language())
                    .saying(
                            key,
                            account.name(),
                            site.link("/enrol?code=" + code.value()),
                            branch.name(),
                            branch.phone()));
        });
    }

    /// A code to print, for who has no mail; whoever has, gets a link there and nowhere else.
    Optional<PrintedCode> print(Account account) {
        if (account.mailAddress().isPresent()) {
            return Optional.empty();
        }
        var code = accounts.enrolmentCode(account.id(), Accounts.PRINTED_CODE_LASTS);
        deskHelp.notePrinted(account.id());
        return Optional.of(new PrintedCode(
                account.name(),
                account.signInName(),
                code,
                LocalDate.now(clock).plusDays(Accounts.PRINTED_CODE_LASTS.toDays())));
    }

    /// Tells who holds what comes in that someone signed up. Their name stays where it is safe.
    void tell(Holder holder, Volunteer newcomer) {
        accounts.find(holder.person())
                .flatMap(colleague -> colleague
                        .mailAddress()
                        .map(address -> Letter.to(address, colleague.name(), colleague.language())
                                .saying(
                                        "volunteers.mail.newcomer",
                                        colleague.name(),
                                        site.link("/volunteers/" + newcomer.person()))))
                .ifPresent(outbox::send);
    }
}
