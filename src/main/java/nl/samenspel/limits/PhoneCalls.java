package nl.samenspel.limits;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.Account;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.AcrossDesks;
import nl.samenspel.access.Colleague;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.Situation;
import nl.samenspel.ui.SiteAddress;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to limits that a volunteer lifts by phone. Only the volunteer lifts a limit: whoever takes it down
/// writes that the volunteer said so, with their own name to it, and the volunteer reads it on their own page and
/// by mail.
@Service
public class PhoneCalls {

    private final LimitStore store;
    private final Limits limits;
    private final Accounts accounts;
    private final AcrossDesks across;
    private final Outbox outbox;
    private final SiteAddress site;
    private final Clock clock;

    PhoneCalls(
            LimitStore store,
            Limits limits,
            Accounts accounts,
            AcrossDesks across,
            Outbox outbox,
            SiteAddress site,
            Clock clock) {
        this.store = store;
        this.limits = limits;
        this.accounts = accounts;
        this.across = across;
        this.outbox = outbox;
        this.site = site;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Taken {

        record Done() implements Taken {}

        /// The viewer works for no organisation that knows this volunteer's limits.
        record NotHere() implements Taken {}
    }

    /// Takes down what the volunteer says on the phone: their limits as they want them from now on, and the situations
    /// that they would rather not meet.
    @Transactional
    public Taken take(OwnLimits wanted, Set<Situation> ratherNot) {
        var viewer = Viewer.current();
        var volunteer = wanted.volunteer();
        store.hold(volunteer);
        var before = store.find(volunteer);
        if (before.isEmpty() || viewer.desk() == null || viewer.persons().contains(volunteer)) {
            return new Taken.NotHere();
        }
        var asTheyAre = before.get();
        var after = wanted.nightsPerWeek() == null ? wanted.nights(asTheyAre.nightsPerWeek()) : wanted;
        var lifted = EnumSet.noneOf(Situation.class);
        lifted.addAll(limits.ratherNot(volunteer));
        lifted.removeAll(ratherNot);
        if (after.raises(asTheyAre) || !lifted.isEmpty()) {
            store.add(new PhoneCall(
                    PhoneCallId.next(),
                    volunteer,
                    viewer.myDesk().organisation(),
                    viewer.me(),
                    clock.instant(),
                    asTheyAre,
                    after,
                    lifted,
                    null,
                    null));
            tell(volunteer);
        }
        if (!lifted.isEmpty()) {
            store.liftRatherNot(volunteer, lifted);
        }
        store.addRatherNot(volunteer, ratherNot);
        limits.change(asTheyAre, after);
        return new Taken.Done();
    }

    private void tell(PersonId volunteer) {
        accounts.of(volunteer)
                .flatMap(accounts::find)
                .filter(account -> account.mailAddress().isPresent())
                .ifPresent(account ->
                        outbox.send(Letter.to(account.mailAddress().orElseThrow(), account.name(), account.language())
                                .saying(
                                        "limits.mail.byPhone",
                                        account.name(),
                                        Viewer.current().name(),
                                        site.link("/my-limits"))));
    }

    /// Calls of this volunteer, the newest first.
    @Transactional(readOnly = true)
    public List<PhoneCall> listOf(PersonId volunteer) {
        return store.phoneCalls(volunteer);
    }

    /// "This was not me": what was lifted in the call is as it was before, and the organisation's managers hear.
    /// Whether it was the viewer's to say, and not said before.
    @Transactional
    public boolean notMe(PhoneCallId id) {
        var call = store.phoneCall(id).filter(one -> Viewer.current().persons().contains(one.volunteer()));
        if (call.isEmpty() || !store.undo(id, clock.instant())) {
            return false;
        }
        var was = call.get();
        store.hold(was.volunteer());
        store.addRatherNot(was.volunteer(), was.lifted());
        store.find(was.volunteer())
                .ifPresent(now -> limits.change(now, was.before().orLess(now)));
        // a volunteer does not see who leads; the organisation does
        for (var manager : across.as(
                Viewer.current().atTheWholeDesk(was.organisation()), () -> listManagers(was.organisation()))) {
            manager.mailAddress()
                    .ifPresent(address -> outbox.send(Letter.to(address, manager.name(), manager.language())
                            .saying("limits.mail.notMe", manager.name(), site.link("/limits/by-phone"))));
        }
        return true;
    }

    private List<Account> listManagers(OrganisationId organisation) {
        return accounts.listColleagues(organisation).stream()
                .filter(colleague -> colleague.role() == Role.MANAGER && !colleague.suspended())
                .map(Colleague::account)
                .distinct()
                .flatMap(account -> accounts.find(account).stream())
                .toList();
    }

    /// Calls of which a volunteer said that it was not them and no manager has looked yet; at the viewer's desk.
    @Transactional(readOnly = true)
    public List<PhoneCall> listDisputed() {
        return Viewer.current().organisation().map(store::disputed).orElse(List.of());
    }

    /// A manager has looked at it and spoken with both. Whether there was something to look at.
    @Transactional
    public boolean see(PhoneCallId id) {
        return store.see(id, Viewer.current().me(), clock.instant());
    }

    @Transactional(readOnly = true)
    public Optional<PhoneCall> find(PhoneCallId id) {
        return store.phoneCall(id);
    }
}
