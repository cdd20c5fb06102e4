package nl.samenspel.volunteers;

import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.OpenWork;
import org.springframework.stereotype.Component;

/// Volunteers belong to a branch and to nobody in particular: when it closes, they go along to another one.
@Component
class VolunteersOfABranch implements OpenWork {

    private final VolunteerStore store;

    VolunteersOfABranch(VolunteerStore store) {
        this.store = store;
    }

    @Override
    public String words() {
        return "volunteers.load";
    }

    @Override
    public int countHeldBy(OrganisationId organisation, AccountId colleague) {
        return 0;
    }

    @Override
    public void handOver(OrganisationId organisation, AccountId from, AccountId to) {
        // nobody holds them
    }

    @Override
    public int countAt(BranchId branch) {
        return store.countAt(branch);
    }

    @Override
    public boolean canMove() {
        return true;
    }

    @Override
    public void move(BranchId from, BranchId to) {
        store.moveAll(from, to);
    }
}
