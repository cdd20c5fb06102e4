package nl.samenspel.ui;

import java.util.Set;

/// One line in the menu; a module makes a bean of it.
///
/// @param order where it stands: lower comes first; from 60 on it is for now and then, to set up or look back
/// @param path the page, such as `/requests`
/// @param words the message key of its text
/// @param icon a name from `src/main/frontend/icons.mjs`
/// @param roles who sees it (`COORDINATOR`, without `ROLE_`); nobody named means everyone, guests too
public record MenuItem(int order, String path, String words, String icon, Set<String> roles) {

    private static final int NOW_AND_THEN = 60;

    public MenuItem {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "A menu item leads to a path that starts with /, not to \"%s\".".formatted(path));
        }
        roles = Set.copyOf(roles);
    }

    boolean isNowAndThen() {
        return order >= NOW_AND_THEN;
    }

    boolean isFor(Set<String> authorities) {
        return roles.isEmpty() || roles.stream().anyMatch(role -> authorities.contains("ROLE_" + role));
    }

    /// Whether the reader is on this page, or on one below it.
    boolean leadsTo(String currentPath) {
        return path.equals("/")
                ? currentPath.equals("/")
                : currentPath.equals(path) || currentPath.startsWith(path + "/");
    }
}
