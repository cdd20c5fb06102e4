package nl.samenspel.requests;

import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.OpenWork;
import org.springframework.stereotype.Component;

/// Open requests never lose their holder: nobody leaves before they are handed over.
@Component
class OpenRequests implements OpenWork {

    private final HelpRequestStore store;
    private final HelpRequests requests;

    OpenRequests(HelpRequestStore store, HelpRequests requests) {
        this.store = store;
        this.requests = requests;
    }

    @Override
    public String words() {
        return "requests.load";
    }

    @Override
    public int countHeldBy(OrganisationId organisation, AccountId colleague) {
        return store.listHeldBy(organisation, colleague).size();
    }

    @Override
    public void handOver(OrganisationId organisation, AccountId from, AccountId to) {
        requests.handAll(organisation, from, to);
    }

    @Override
    public int countAt(BranchId branch) {
        return store.countOpenAt(branch);
    }
}
