package nl.samenspel.access;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// On whose behalf rows are read and written: who looks.
///
/// Bound to the current request or task with [#call]; every transaction that begins within tells the database,
/// whose row security shows this viewer's rows and no others. Unbound is [#NOBODY], who sees nothing but public tables.
///
/// @param account who, when signed in
/// @param name how to address them
/// @param persons the person records, at any organisation, that are this account's own
/// @param roles every role that runs today
/// @param desk the organisation worked for in this session, if any
public record Viewer(
        @Nullable AccountId account,
        String name,
        Set<PersonId> persons,
        Set<Role> roles,
        @Nullable Desk desk) {

    /// A guest, or nobody at all.
    public static final Viewer NOBODY = new Viewer(null, "", Set.of(), Set.of(), null);

    private static final ScopedValue<Viewer> CURRENT = ScopedValue.newInstance();

    /// The place in an organisation from which someone works.
    ///
    /// @param branches the branches whose requests they hold, those of colleagues they cover for included;
    ///     empty for a manager, who sees all
    public record Desk(OrganisationId organisation, Role role, Set<BranchId> branches) {

        public Desk {
            branches = Set.copyOf(branches);
        }
    }

    public Viewer {
        persons = Set.copyOf(persons);
        roles = Set.copyOf(roles);
    }

    /// This viewer, for one step that an organisation's desk takes on their word: a guest's request taken in,
    /// a volunteer's yes, a participant's consent. The caller has first seen, as the viewer alone, that the row is
    /// theirs.
    public Viewer atTheDesk(OrganisationId organisation, BranchId branch) {
        return new Viewer(account, name, persons, roles, new Desk(organisation, Role.COORDINATOR, Set.of(branch)));
    }

    /// This viewer, for one step that concerns all of an organisation: as its manager. The caller has first seen that
    /// they
    /// may take it.
    public Viewer atTheWholeDesk(OrganisationId organisation) {
        return new Viewer(account, name, persons, roles, new Desk(organisation, Role.MANAGER, Set.of()));
    }

    /// The administrator of the installation, as the command line and the first start are.
    public static Viewer installation() {
        return new Viewer(null, "", Set.of(), Set.of(Role.ADMINISTRATOR), null);
    }

    public static Viewer current() {
        return CURRENT.orElse(NOBODY);
    }

    /// Does the work as this viewer. The transaction must begin inside.
    public <T extends @Nullable Object> T call(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /// Does the work as this viewer. The transaction must begin inside.
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /// The account, where only signed-in people come.
    public AccountId me() {
        if (account == null) {
            throw new IllegalStateException("Nobody is signed in here, but an account is needed.");
        }
        return account;
    }

    /// The desk, where only staff come.
    public Desk myDesk() {
        if (desk == null) {
            throw new IllegalStateException("Only staff of an organisation come here, but %s is not.".formatted(name));
        }
        return desk;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public Optional<OrganisationId> organisation() {
        return Optional.ofNullable(desk).map(Desk::organisation);
    }
}
