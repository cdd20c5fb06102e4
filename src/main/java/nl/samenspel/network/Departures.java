package nl.samenspel.network;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.Colleague;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Departure.Done;
import nl.samenspel.network.Departure.IsFallbackDesk;
import nl.samenspel.network.Departure.Load;
import nl.samenspel.network.Departure.NeededElsewhere;
import nl.samenspel.network.Departure.NotAColleague;
import nl.samenspel.network.Departure.NotHere;
import nl.samenspel.network.Departure.StillHolds;
import nl.samenspel.network.Departure.Yourself;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The door for going: a colleague leaves, a branch or an organisation closes. Nothing is left without somebody who
/// looks after it (law 1): it goes along in the same step, or the step is refused.
///
/// Only for an administrator, and for the manager of the organisation. An administrator, who sees no dossiers, takes
/// the step at the organisation's desk and learns of it how many, and nothing else.
@Service
public class Departures {

    private final JdbcClient db;
    private final Organisations organisations;
    private final Accounts accounts;
    private final List<OpenWork> works;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Departures(
            JdbcClient db,
            Organisations organisations,
            Accounts accounts,
            List<OpenWork> works,
            TransactionTemplate transaction,
            Clock clock) {
        this.db = db;
        this.organisations = organisations;
        this.accounts = accounts;
        this.works = List.copyOf(works);
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What this colleague looks after at the organisation; empty for who can go without more.
    public List<Load> loads(OrganisationId organisation, AccountId colleague) {
        return atTheWholeDesk(organisation, () -> held(organisation, colleague));
    }

    /// What there is at this branch.
    public List<Load> loads(Branch branch) {
        return atTheWholeDesk(branch.organisation(), () -> present(branch.id(), works.stream()));
    }

    /// Ends a role of a colleague. With their last one as a coordinator here goes all that they look after, to [#to].
    public Departure endRole(
            OrganisationId organisation,
            AccountId colleague,
            Role role,
            @Nullable BranchId branch,
            @Nullable AccountId to) {
        if (colleague.equals(Viewer.current().account())) {
            return new Yourself();
        }
        return atTheWholeDesk(organisation, () -> {
            nobodyElse(colleague.value());
            var roles = accounts.listColleagues(organisation).stream()
                    .filter(one -> one.account().equals(colleague))
                    .toList();
            if (roles.stream().noneMatch(one -> one.role() == role && Objects.equals(one.branch(), branch))) {
                return new NotHere();
            }
            var isLast = role == Role.COORDINATOR
                    && roles.stream().filter(one -> one.role() == role).count() == 1;
            var refused = isLast ? handOver(organisation, colleague, to) : Optional.<Departure>empty();
            if (refused.isPresent()) {
                return refused.get();
            }
            accounts.end(organisation, colleague, role, branch);
            return new Done();
        });
    }

    /// Lets nobody in with this account any more, from the next step on. What they look after here goes to [#to]; where
    /// they look after something elsewhere, it is arranged there first.
    public Departure suspend(OrganisationId organisation, AccountId colleague, @Nullable AccountId to) {
        if (colleague.equals(Viewer.current().account())) {
            return new Yourself();
        }
        for (var other : accounts.listOrganisations(colleague)) {
            if (!other.equals(organisation) && !loads(other, colleague).isEmpty()) {
                return new NeededElsewhere(organisations.nameOf(other));
            }
        }
        return atTheWholeDesk(organisation, () -> {
            nobodyElse(colleague.value());
            if (accounts.listColleagues(organisation).stream()
                    .noneMatch(one -> one.account().equals(colleague))) {
                return new NotHere();
            }
            var refused = handOver(organisation, colleague, to);
            if (refused.isPresent()) {
                return refused.get();
            }
            accounts.suspend(colleague);
            return new Done();
        });
    }

    /// Closes a branch: it takes nothing in any more, and what can go along goes to [#to].
    public Departure close(Branch branch, @Nullable BranchId to) {
        return atTheWholeDesk(branch.organisation(), () -> {
            nobodyElse(branch.id().value());
            if (to != null
                    && (to.equals(branch.id())
                            || organisations.listBranches(branch.organisation()).stream()
                                    .noneMatch(other -> other.id().equals(to)))) {
                return new NotHere();
            }
            return closed(branch.id(), to);
        });
    }

    /// Closes an organisation and all its branches.
    public Departure close(OrganisationId organisation) {
        return atTheWholeDesk(organisation, () -> {
            List<Load> loads = new ArrayList<>();
            var branches = organisations.listBranches(organisation);
            for (var branch : branches) {
                nobodyElse(branch.id().value());
                if (isFallback(branch.id())) {
                    return new IsFallbackDesk();
                }
                add(loads, present(branch.id(), works.stream().filter(work -> !work.canMove())));
            }
            if (!loads.isEmpty()) {
                return new StillHolds(loads);
            }
            branches.forEach(branch -> shut(branch.id()));
            return db.sql("update network.organisation set closed_on = :today where id = :id and closed_on is null")
                                    .param("today", LocalDate.now(clock))
                                    .param("id", organisation.value())
                                    .update()
                            == 1
                    ? new Done()
                    : new NotHere();
        });
    }

    private Departure closed(BranchId branch, @Nullable BranchId to) {
        if (isFallback(branch)) {
            return new IsFallbackDesk();
        }
        var stays = present(branch, works.stream().filter(work -> to == null || !work.canMove()));
        if (!stays.isEmpty()) {
            return new StillHolds(stays);
        }
        if (to != null) {
            works.stream().filter(OpenWork::canMove).forEach(work -> work.move(branch, to));
        }
        return shut(branch) ? new Done() : new NotHere();
    }

    private boolean shut(BranchId branch) {
        db.sql("delete from network.route where branch = :branch")
                .param("branch", branch.value())
                .update();
        return db.sql("""
                update network.branch set closed_on = :today, duty = null where id = :branch and closed_on is null
                """)
                        .param("today", LocalDate.now(clock))
                        .param("branch", branch.value())
                        .update()
                == 1;
    }

    /// What comes in for this colleague or branch at the same moment is there before we count, or waits until we are
    /// done:
    /// the database takes the same lock (migration `requests/V10`).
    private void nobodyElse(UUID goes) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(:id, 1))")
                .param("id", goes.toString())
                .query((_, _) -> true)
                .single();
    }

    private boolean isFallback(BranchId branch) {
        return db.sql("select count(*) from network.fallback_desk where branch = :branch")
                        .param("branch", branch.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// Hands all over that somebody looks after; what stands in the way, if anything does.
    private Optional<Departure> handOver(OrganisationId organisation, AccountId colleague, @Nullable AccountId to) {
        var loads = held(organisation, colleague);
        if (!loads.isEmpty()) {
            if (to == null) {
                return Optional.of(new StillHolds(loads));
            }
            if (to.equals(colleague)
                    || accounts.listCoordinators(organisation).stream()
                            .noneMatch(one -> one.id().equals(to))) {
                return Optional.of(new NotAColleague());
            }
            works.forEach(work -> work.handOver(organisation, colleague, to));
            db.sql("update network.branch set duty = :to where organisation = :organisation and duty = :from")
                    .param("to", to.value())
                    .param("organisation", organisation.value())
                    .param("from", colleague.value())
                    .update();
        }
        accounts.uncover(organisation, colleague);
        return Optional.empty();
    }

    private List<Load> held(OrganisationId organisation, AccountId colleague) {
        List<Load> loads = new ArrayList<>();
        works.forEach(work -> loads.add(new Load(work.words(), work.countHeldBy(organisation, colleague))));
        loads.add(new Load("network.load.duty", (int) organisations.listBranches(organisation).stream()
                .filter(branch -> colleague.equals(branch.duty()))
                .count()));
        loads.removeIf(load -> load.count() == 0);
        return loads;
    }

    private static List<Load> present(BranchId branch, Stream<OpenWork> works) {
        return works.map(work -> new Load(work.words(), work.countAt(branch)))
                .filter(load -> load.count() > 0)
                .toList();
    }

    private static void add(List<Load> loads, List<Load> more) {
        for (var load : more) {
            var before = loads.stream()
                    .filter(one -> one.words().equals(load.words()))
                    .findFirst();
            before.ifPresent(loads::remove);
            loads.add(new Load(
                    load.words(), load.count() + before.map(Load::count).orElse(0)));
        }
    }

    /// In one transaction that sees the organisation whole. Others than its manager and an administrator find nothing.
    private <T> T atTheWholeDesk(OrganisationId organisation, Supplier<T> step) {
        var viewer = Viewer.current();
        var desk = viewer.desk();
        var isManager = desk != null
                && desk.role() == Role.MANAGER
                && desk.organisation().equals(organisation);
        if (!isManager && !viewer.is(Role.ADMINISTRATOR)) {
            throw new IllegalStateException(
                    "Only its manager or an administrator arranges who goes at %s.".formatted(organisation));
        }
        return viewer.atTheWholeDesk(organisation)
                .call(() -> Objects.requireNonNull(transaction.execute(_ -> step.get())));
    }

    /// The roles of colleagues at an organisation, by name.
    public List<Colleague> listColleagues(OrganisationId organisation) {
        return atTheWholeDesk(organisation, () -> accounts.listColleagues(organisation));
    }
}
