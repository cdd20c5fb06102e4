package nl.samenspel.access;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// Someone who is signed in, as Spring Security sees them: the [Viewer] of this request.
final class ViewerAuthentication extends AbstractAuthenticationToken {

    /// Not a role: signed in, whatever the roles. For the menu.
    static final String ANYONE = "SIGNED_IN";

    /// Not a role: works for more than one organisation. For the menu.
    static final String SEVERAL_DESKS = "SEVERAL_DESKS";

    private final transient SignIns.Present present;

    /// Someone with a browser.
    ViewerAuthentication(SignIns.Present present) {
        super(authorities(present));
        this.present = present;
        setAuthenticated(true);
    }

    /// A program with a token.
    static ViewerAuthentication of(Viewer viewer) {
        return new ViewerAuthentication(new SignIns.Present(new UUID(0, 0), viewer, Set.of(), false, true));
    }

    private static List<SimpleGrantedAuthority> authorities(SignIns.Present present) {
        return Stream.of(
                        present.viewer().roles().stream().map(Role::name),
                        present.setsUp() ? Stream.<String>empty() : Stream.of(ANYONE),
                        present.desks().size() > 1 ? Stream.of(SEVERAL_DESKS) : Stream.<String>empty())
                .flatMap(names -> names)
                .map(name -> new SimpleGrantedAuthority("ROLE_" + name))
                .toList();
    }

    Viewer viewer() {
        return present.viewer();
    }

    boolean setsUp() {
        return present.setsUp();
    }

    boolean justNow() {
        return present.justNow();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return viewer().me().toString();
    }

    @Override
    public String getName() {
        return viewer().name();
    }
}
