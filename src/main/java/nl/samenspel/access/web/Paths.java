package nl.samenspel.access.web;

import java.util.regex.Pattern;

/// Where to go on, as an address in a request says.
final class Paths {

    /// One slash: two would lead to another site.
    private static final Pattern OURS = Pattern.compile("/(?!/)[A-Za-z0-9/_.-]*");

    private Paths() {}

    /// Only a path on this site; anything else is home.
    static String safe(String to) {
        return OURS.matcher(to).matches() ? to : "/home";
    }
}
