package nl.samenspel.referrals;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.referrals.Referral.Requested;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.Reception;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/// The door for who brings somebody from elsewhere: a professional, an ambassador at their team, or a colleague.
///
/// The request is taken in at a desk that holds it until the organisation that was chosen says yes: the bringer's own,
/// where somebody is on duty there, else the installation's desk for what fits nowhere else. So it has a holder before
/// anybody has answered.
@Service
public class Introductions {

    private final Referrals referrals;
    private final HelpRequests requests;
    private final Reception reception;
    private final Organisations organisations;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    Introductions(
            Referrals referrals,
            HelpRequests requests,
            Reception reception,
            Organisations organisations,
            Accounts accounts,
            TransactionTemplate transaction) {
        this.referrals = referrals;
        this.requests = requests;
        this.reception = reception;
        this.organisations = organisations;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    /// Both or neither: the request is there and the organisation was asked, or nothing is kept.
    public Introduced introduce(Introduction wanted) {
        var to = organisations.findBranch(wanted.to());
        if (to.isEmpty() || to.get().duty() == null) {
            return new Introduced.Not(new Handing.NobodyThere());
        }
        var desk = findDesk()
                .filter(branch -> !branch.organisation().equals(to.get().organisation()));
        var at = desk.orElse(to.get());
        var viewer = Viewer.current();
        var there = sitsAt(viewer, at) ? viewer : viewer.atTheDesk(at.organisation(), at.id());
        return there.call(() -> Objects.requireNonNull(
                transaction.execute(status -> takeIn(wanted, at.id(), desk.isPresent(), status))));
    }

    /// Where it is held meanwhile.
    public Optional<Branch> findDesk() {
        var viewer = Viewer.current();
        var own = viewer.desk() != null
                ? Stream.of(viewer.desk().organisation())
                : accounts.listMyOrganisations(Role.PROFESSIONAL).stream()
                        .sorted(Comparator.comparing(OrganisationId::toString));
        return own.flatMap(this::listStaffed).findFirst().or(organisations::findFallbackDesk);
    }

    private Stream<Branch> listStaffed(OrganisationId organisation) {
        var desk = Viewer.current().desk();
        return organisations.listBranches(organisation).stream()
                .filter(branch -> branch.duty() != null)
                .filter(branch -> desk == null
                        || desk.role() == Role.MANAGER
                        || desk.branches().contains(branch.id()));
    }

    private static boolean sitsAt(Viewer viewer, Branch branch) {
        var desk = viewer.desk();
        return desk != null
                && desk.organisation().equals(branch.organisation())
                && (desk.role() == Role.MANAGER || desk.branches().contains(branch.id()));
    }

    private Introduced takeIn(Introduction wanted, BranchId at, boolean refers, TransactionStatus status) {
        var intake = reception.take(new NewRequest(
                wanted.key(),
                at,
                null,
                wanted.whom(),
                null,
                Viewer.current().me(),
                Through.PROFESSIONAL,
                wanted.need(),
                null,
                null,
                false,
                wanted.language()));
        if (!(intake instanceof Intake.TakenIn taken)) {
            status.setRollbackOnly();
            return new Introduced.Not(new Handing.NobodyThere());
        }
        if (!refers) {
            return new Introduced.TakenIn(taken.id());
        }
        var before = referrals.listOf(taken.id()).stream()
                .filter(Requested.class::isInstance)
                .map(Requested.class::cast)
                .findFirst();
        if (before.isPresent()) {
            return new Introduced.PutBefore(taken.id(), before.get().term().respondBy());
        }
        var participant = requests.find(taken.id()).orElseThrow().ask().participant();
        var handing = referrals.refer(new NewReferral(
                Way.HAND_OVER,
                taken.id(),
                wanted.to(),
                wanted.because(),
                "",
                wanted.scope(),
                wanted.consent() ? new NewReferral.Told(participant) : new NewReferral.Without(wanted.without()),
                wanted.asAmbassador()));
        if (handing instanceof Handing.Asked asked) {
            return new Introduced.PutBefore(taken.id(), asked.respondBy());
        }
        status.setRollbackOnly();
        return new Introduced.Not(handing);
    }
}
