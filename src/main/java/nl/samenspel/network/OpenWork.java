package nl.samenspel.network;

import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;

/// What somebody at an organisation looks after and what therefore must go to someone else before a colleague leaves or
/// a branch closes. Each module that has such a thing makes a bean of it; [Departures] asks them all, in one
/// transaction, at the desk of the whole organisation.
public interface OpenWork {

    /// The message key that says how many, with the number filled in: `3 hulpvragen`.
    String words();

    /// How many a colleague looks after.
    int countHeldBy(OrganisationId organisation, AccountId colleague);

    /// A colleague looks after all of it from now on.
    void handOver(OrganisationId organisation, AccountId from, AccountId to);

    /// How many there are at a branch.
    int countAt(BranchId branch);

    /// Whether what is at a branch can go along to another one; if not, the branch stays open while there is any.
    default boolean canMove() {
        return false;
    }

    /// Takes all of it to another branch of the organisation; asked only where it [#canMove].
    default void move(BranchId from, BranchId to) {
        throw new UnsupportedOperationException("This stays at its branch.");
    }
}
