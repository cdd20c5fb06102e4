package nl.samenspel.door;

import java.util.List;
import nl.samenspel.door.Pace.Kind;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// One kind of request that has a pace. A request may fall under several.
///
/// @param method in capitals, or `*` for all
record PaceRule(String method, String path, Kind kind) {

    /// All of them, in one place to be read.
    static final List<PaceRule> ALL = List.of(
            new PaceRule("GET", "/search", Kind.SEARCH),
            new PaceRule("GET", "/requests", Kind.SEARCH),
            new PaceRule("GET", "/requests/{id}/candidates", Kind.SEARCH),
            new PaceRule("GET", "/volunteers", Kind.SEARCH),
            new PaceRule("*", "/api/v1/**", Kind.API),
            new PaceRule("POST", "/import", Kind.FILE),
            new PaceRule("GET", "/import/{id}", Kind.FILE),
            new PaceRule("POST", "/import/{id}", Kind.FILE),
            new PaceRule("GET", "/import/{id}/rejected.csv", Kind.FILE),
            new PaceRule("GET", "/hours.csv", Kind.FILE),
            new PaceRule("GET", "/calendar/*", Kind.CALENDAR),
            new PaceRule("POST", "/team-leaders", Kind.MAIL),
            new PaceRule("POST", "/ask/check", Kind.GUEST),
            new PaceRule("POST", "/help-out/send", Kind.GUEST),
            new PaceRule("POST", "/forgotten", Kind.GUEST),
            new PaceRule("POST", "/refer", Kind.MAIL),
            new PaceRule("POST", "/requests/new", Kind.MAIL),
            new PaceRule("POST", "/requests/{id}/invitations", Kind.MAIL),
            new PaceRule("POST", "/volunteers", Kind.MAIL),
            new PaceRule("POST", "/volunteers/{id}/mail", Kind.MAIL),
            new PaceRule("POST", "/organisations/{id}/colleagues", Kind.MAIL),
            new PaceRule("POST", "/api/v1/help-requests", Kind.MAIL),
            new PaceRule("POST", "/api/v1/invitations", Kind.MAIL));

    private PathPattern pattern() {
        return PathPatternParser.defaultInstance.parse(path);
    }

    boolean isAbout(String askedMethod, String askedPath) {
        return (method.equals("*") || method.equals(askedMethod))
                && pattern().matches(PathContainer.parsePath(askedPath));
    }
}
