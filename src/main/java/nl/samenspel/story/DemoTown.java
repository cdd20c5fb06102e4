package nl.samenspel.story;

import java.util.List;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.Viewer;
import org.springframework.stereotype.Service;

/// The door to the demo town: who its people are.
@Service
public class DemoTown {

    private final Accounts accounts;
    private final Townspeople townspeople;

    DemoTown(Accounts accounts, Townspeople townspeople) {
        this.accounts = accounts;
        this.townspeople = townspeople;
    }

    /// Who is on duty at each branch, at their desk.
    public List<Viewer> coordinators() {
        return House.ALL.stream()
                .flatMap(house -> house.wings().stream().map(wing -> townspeople.at(house, wing)))
                .toList();
    }

    /// The account of someone visitors can be.
    public AccountId accountOf(Persona persona) {
        return Viewer.installation()
                .call(() -> accounts.findByAddress(persona.email()))
                .orElseThrow();
    }
}
