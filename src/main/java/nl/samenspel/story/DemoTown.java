package nl.samenspel.story;

import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.Viewer;
import org.springframework.stereotype.Service;

/// The door to the demo town: who its people are.
@Service
public class DemoTown {

    private final Accounts accounts;

    DemoTown(Accounts accounts) {
        this.accounts = accounts;
    }

    /// The account of someone visitors can be.
    public AccountId accountOf(Persona persona) {
        return Viewer.installation()
                .call(() -> accounts.findByAddress(persona.email()))
                .orElseThrow();
    }
}
