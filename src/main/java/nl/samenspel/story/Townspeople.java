package nl.samenspel.story;

import nl.samenspel.access.Accounts;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.Viewer;
import nl.samenspel.story.House.Wing;
import org.springframework.stereotype.Component;

/// The people of the demo town at work: who tells a part of the story does it as themselves.
@Component
class Townspeople {

    private final Accounts accounts;
    private final SignInDesk signIn;

    Townspeople(Accounts accounts, SignInDesk signIn) {
        this.accounts = accounts;
        this.signIn = signIn;
    }

    /// The coordinator of a branch.
    Viewer at(House house, Wing wing) {
        return viewer(house.mailOf(wing));
    }

    Viewer as(Persona persona) {
        return viewer(persona.email());
    }

    Viewer viewer(String email) {
        return Viewer.installation()
                .call(() -> accounts.findByAddress(email))
                .flatMap(account -> signIn.viewer(account, null))
                .orElseThrow(() -> new IllegalStateException("Nobody in town signs in with %s.".formatted(email)));
    }
}
