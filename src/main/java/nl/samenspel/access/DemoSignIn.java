package nl.samenspel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import nl.samenspel.database.Installation;
import org.springframework.stereotype.Component;

/// Signing in without a password, as one of the demo's invented people. Never on an installation for real use: what
/// an installation is for stands in its database and cannot be changed.
@Component
public class DemoSignIn {

    private final SignIns signIns;
    private final Installation installation;

    DemoSignIn(SignIns signIns, Installation installation) {
        this.signIns = signIns;
        this.installation = installation;
    }

    public void as(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        if (!installation.isDemo()) {
            throw new IllegalStateException("Only the demo lets people in without a password.");
        }
        signIns.begin(account, SignIns.Proof.DEMO, request, response);
    }
}
