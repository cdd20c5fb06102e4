package nl.samenspel.careplans;

import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.OpenWork;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whoever looks after a table hands it to a colleague before they leave.
@Component
class OpenTables implements OpenWork {

    private final CareplanStore store;

    OpenTables(CareplanStore store) {
        this.store = store;
    }

    @Override
    public String words() {
        return "careplans.load";
    }

    @Override
    @Transactional(readOnly = true)
    public int countHeldBy(OrganisationId organisation, AccountId colleague) {
        return store.countHeldBy(organisation, colleague);
    }

    @Override
    @Transactional
    public void handOver(OrganisationId organisation, AccountId from, AccountId to) {
        store.hand(organisation, from, to);
    }

    @Override
    @Transactional(readOnly = true)
    public int countAt(BranchId branch) {
        return store.countAt(branch);
    }
}
