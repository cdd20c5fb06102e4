package nl.samenspel.matches;

import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.OpenWork;
import org.springframework.stereotype.Component;

/// Two people count on whoever guides their match: nobody leaves before a colleague does.
@Component
class RunningMatches implements OpenWork {

    private final MatchStore store;
    private final Matches matches;

    RunningMatches(MatchStore store, Matches matches) {
        this.store = store;
        this.matches = matches;
    }

    @Override
    public String words() {
        return "matches.load";
    }

    @Override
    public int countHeldBy(OrganisationId organisation, AccountId colleague) {
        return (int) store.listRunning(organisation).stream()
                .filter(match -> match.duo().holder().person().equals(colleague))
                .count();
    }

    @Override
    public void handOver(OrganisationId organisation, AccountId from, AccountId to) {
        matches.handAll(organisation, from, to);
    }

    @Override
    public int countAt(BranchId branch) {
        return store.countRunningAt(branch);
    }
}
