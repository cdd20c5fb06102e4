package nl.samenspel.referrals;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.AcrossDesks;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Shares;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Holder;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Relation;
import nl.samenspel.referrals.Referral.Accepted;
import nl.samenspel.referrals.Referral.Case;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestEvent.What;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What a yes brings about, within its transaction: a request moves with its people as far as was agreed, or who joins
/// sees it from now on; and what ends that.
@Service
class Receiving {

    /// Days after which the new holder looks at what it took over.
    private static final int LOOK_WITHIN = 2;

    private static final String PURPOSE = "REFERRAL";

    private final ReferralStore store;
    private final HelpRequests requests;
    private final Organisations organisations;
    private final People people;
    private final Accounts accounts;
    private final Shares shares;
    private final AcrossDesks across;
    private final ReferralMail mail;
    private final Clock clock;

    Receiving(
            ReferralStore store,
            HelpRequests requests,
            Organisations organisations,
            People people,
            Accounts accounts,
            Shares shares,
            AcrossDesks across,
            ReferralMail mail,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.organisations = organisations;
        this.people = people;
        this.accounts = accounts;
        this.shares = shares;
        this.across = across;
        this.mail = mail;
        this.clock = clock;
    }

    /// The request is the receiver's from now on.
    ///
    /// @param holder who looks after it there
    void takeOver(Accepted accepted, HelpRequest.Open request, Holder holder) {
        var what = accepted.what();
        var ask = request.ask();
        var known = store.findKnownThere(ask.participant(), what.to());
        var here = across.as(Viewer.current().atTheWholeDesk(what.from()), () -> thoseOf(request));
        var participant = known.orElseGet(() -> copy(here.participant(), what));
        var askedBy = here.askedBy() == null ? null : copy(here.askedBy(), what);
        if (askedBy != null && ask.relation() != null) {
            people.relate(
                    what.to(),
                    participant,
                    askedBy,
                    ask.relation() == Relation.LEGAL_REPRESENTATIVE && !here.represents()
                            ? Relation.OTHER
                            : ask.relation());
        }
        giveWay(here.participantAccount(), Role.PARTICIPANT, what.to(), participant);
        giveWay(here.askerAccount(), Role.RELATIVE, what.to(), askedBy);
        var moved = requests.takeOver(
                what.request(),
                holder,
                participant,
                askedBy,
                LocalDate.now(clock).plusDays(LOOK_WITHIN),
                organisations.nameOf(what.from()));
        if (!moved.isDone()) {
            throw new IllegalStateException(
                    "A request that was given is taken, but request %s says %s.".formatted(what.request(), moved));
        }
        shares.showRequest(what.to(), what.request().value(), what.from(), PURPOSE, consentOf(accepted));
        store.settle(accepted.id(), participant);
        mail.tell(request.holder(), "referrals.mail.accepted", accepted);
    }

    /// What the receiver needs to know of the people of a request, from the sender's records.
    private record Those(
            Person participant,
            @Nullable Person askedBy,
            boolean represents,
            @Nullable AccountId participantAccount,
            @Nullable AccountId askerAccount) {}

    private Those thoseOf(HelpRequest request) {
        var ask = request.ask();
        var ids = new HashSet<PersonId>();
        ids.add(ask.participant());
        if (ask.askedBy() != null) {
            ids.add(ask.askedBy());
        }
        // nothing of them is shown to anyone: they are written down at the receiver, where each look is logged
        var known = people.listToCompare(request.holder().organisation(), List.of(), ids).stream()
                .collect(Collectors.toMap(Person::id, Function.identity()));
        return new Those(
                Objects.requireNonNull(known.get(ask.participant())),
                ask.askedBy() == null ? null : known.get(ask.askedBy()),
                ask.askedBy() != null
                        && people.listBeside(ask.participant()).get(ask.askedBy()) == Relation.LEGAL_REPRESENTATIVE,
                accounts.of(ask.participant()).orElse(null),
                ask.askedBy() == null ? null : accounts.of(ask.askedBy()).orElse(null));
    }

    /// A record of their own at the receiver, with what was agreed to go along and no more.
    private PersonId copy(Person person, Case what) {
        var reach = what.scope().contains(Scope.REACH);
        var id = PersonId.next();
        people.add(new Person(
                id,
                what.to(),
                null,
                person.givenName(),
                person.familyName(),
                reach ? person.email() : null,
                reach ? person.phone() : null,
                person.postcode(),
                person.place(),
                what.scope().contains(Scope.ADDRESS) ? person.address() : "",
                person.gender(),
                person.languages()));
        return id;
    }

    /// Who follows their request on the screen goes on doing so.
    private void giveWay(@Nullable AccountId account, Role role, OrganisationId there, @Nullable PersonId as) {
        if (account != null && as != null) {
            accounts.give(account, role, there, null, as);
        }
    }

    /// The receiver sees the request, and helps beside who holds it.
    void join(Accepted accepted) {
        var what = accepted.what();
        across.as(Viewer.current().atTheWholeDesk(what.from()), () -> {
            shares.showRequest(what.from(), what.request().value(), what.to(), PURPOSE, consentOf(accepted));
            if (what.showsTheirRecord()) {
                shares.showPerson(what.from(), what.participant(), what.to(), PURPOSE, consentOf(accepted));
            }
            requests.writeDown(what.request(), What.JOINED, organisations.nameOf(what.to()), null);
            return true;
        });
        store.settle(accepted.id(), null);
        mail.tellSender(accepted, "referrals.mail.joined");
    }

    /// Who joined sees nothing any more.
    void stopShowing(Case what) {
        if (what.way() == Way.JOIN) {
            across.as(Viewer.current().atTheWholeDesk(what.from()), () -> {
                shares.hide(what.request().value(), what.to());
                shares.hide(what.participant().value(), what.to());
                return true;
            });
        }
    }

    private static @Nullable UUID consentOf(Accepted accepted) {
        return accepted.ground() instanceof Ground.Consent(var id) ? id : null;
    }
}
