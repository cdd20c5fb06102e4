package nl.samenspel.referrals;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Language;
import nl.samenspel.referrals.NewReferral.Basis;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Organisations that refer to each other, for tests.
@NullMarked
class Network {

    final Neighbourhood neighbourhood;
    final Referrals referrals;
    final HelpRequests requests;
    final Reception reception;
    final ReferralStore store;
    final TransactionTemplate transaction;
    final Clock clock;
    final JdbcClient superuser;
    final Stage.Doors doors;

    Network(
            Neighbourhood neighbourhood,
            Referrals referrals,
            HelpRequests requests,
            Reception reception,
            ReferralStore store,
            TransactionTemplate transaction,
            Clock clock,
            Database database,
            Volunteers volunteers,
            Limits limits) {
        this.neighbourhood = neighbourhood;
        this.referrals = referrals;
        this.requests = requests;
        this.reception = reception;
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
        this.superuser = JdbcClient.create(TestDatabase.asSuperuser(database));
        this.doors = new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock);
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    Someone participant(Team team) {
        return neighbourhood.someone(team, "Truus", Role.PARTICIPANT, "1000 AB");
    }

    /// A request that waits for triage at this team.
    HelpRequestId ask(Team team, PersonId participant, int urgency) {
        var need = new Need(
                KindOfHelp.COMPANY,
                "Mijn heup is versleten, ik wil naar de markt",
                "1000 AB",
                "Meerdorp",
                DayParts.ALL,
                1,
                2,
                today(),
                null,
                Set.of(Language.NL),
                Set.of(),
                "",
                Set.of(),
                urgency,
                Need.PaidBefore.NO);
        var intake = team.viewer()
                .call(() -> reception.take(new NewRequest(
                        UUID.randomUUID(),
                        team.branch(),
                        null,
                        new NewRequest.Known(participant),
                        null,
                        null,
                        Through.PHONE,
                        need,
                        null,
                        "ext-" + UUID.randomUUID(),
                        false,
                        "nl")));
        return ((Intake.TakenIn) intake).id();
    }

    NewReferral wanted(HelpRequestId request, Team to, Basis basis, Scope... scope) {
        return new NewReferral(
                Way.HAND_OVER, request, to.branch(), Reason.CAPACITY, "Wij zitten vol.", Set.of(scope), basis, "");
    }

    NewReferral wantedToJoin(HelpRequestId request, Team to, Basis basis, Scope... scope) {
        return new NewReferral(Way.JOIN, request, to.branch(), Reason.EXPERTISE, "", Set.of(scope), basis, "");
    }

    Handing refer(Team from, NewReferral wanted) {
        return from.viewer().call(() -> referrals.refer(wanted));
    }

    /// Handed over, as the participant said by phone.
    ReferralId handOver(Team from, Team to, HelpRequestId request, PersonId participant, Scope... scope) {
        var handing = refer(from, wanted(request, to, new NewReferral.Told(participant), scope));
        if (!(handing instanceof Handing.Asked asked)) {
            throw new IllegalStateException("Referring says " + handing);
        }
        return asked.id();
    }

    ReferralId join(Team from, Team to, HelpRequestId request, PersonId participant, Scope... scope) {
        var handing = refer(from, wantedToJoin(request, to, new NewReferral.Told(participant), scope));
        if (!(handing instanceof Handing.Asked asked)) {
            throw new IllegalStateException("Referring says " + handing);
        }
        return asked.id();
    }

    HelpRequest request(Team team, HelpRequestId id) {
        return team.viewer().call(() -> requests.find(id).orElseThrow());
    }

    Referral referral(Team team, ReferralId id) {
        return team.viewer().call(() -> referrals.find(id).orElseThrow());
    }

    /// The days of the term move back, as if they had passed.
    void daysPass(ReferralId id, int days) {
        superuser.sql("""
                        update referrals.referral
                        set respond_by = respond_by - :days, remind_on = remind_on - :days where id = :id
                        """).param("days", days).param("id", id.value()).update();
        ReferralTerms.pass(store, referrals, clock);
    }

    <T> T as(Viewer viewer, Supplier<T> work) {
        return viewer.call(() -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
