package nl.samenspel.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// Someone who is signed in, as Spring Security sees them: the [Viewer] of this request.
final class ViewerAuthentication extends AbstractAuthenticationToken {

    private final transient Viewer viewer;

    ViewerAuthentication(Viewer viewer) {
        super(authorities(viewer));
        this.viewer = viewer;
        setAuthenticated(true);
    }

    private static List<SimpleGrantedAuthority> authorities(Viewer viewer) {
        return viewer.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    Viewer viewer() {
        return viewer;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    /// The account's id: what the session remembers.
    @Override
    public Object getPrincipal() {
        return viewer.me().toString();
    }

    @Override
    public String getName() {
        return viewer.name();
    }
}
