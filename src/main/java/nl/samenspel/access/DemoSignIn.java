package nl.samenspel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import nl.samenspel.database.Installation;
import org.springframework.stereotype.Component;

/// Signing in without a password, as one of the demo's invented people. Never on an installation for real use: what
/// an installation is for stands in its database and cannot be changed.
@Component
public class DemoSignIn {

    private final SignInDesk desk;
    private final Drafts drafts;
    private final Installation installation;

    DemoSignIn(SignInDesk desk, Drafts drafts, Installation installation) {
        this.desk = desk;
        this.drafts = drafts;
        this.installation = installation;
    }

    public void as(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        if (!installation.isDemo()) {
            throw new IllegalStateException("Only the demo lets people in without a password.");
        }
        var viewer = desk.viewer(account, null).orElseThrow();
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        request.getSession().setAttribute(SessionMemory.ACCOUNT, viewer.me().toString());
        drafts.remember(request, response, viewer.me());
    }
}
