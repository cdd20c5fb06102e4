package nl.samenspel.access.web;

import nl.samenspel.ui.Form;

/// What a password must be: long enough to be hard to guess, short enough to be typed by anyone (ASVS 5.0, 6.2.1 asks
/// for 8 at least), and not the same few characters over and over. No other rules: they make people write it down.
final class Passwords {

    static final int SHORTEST = 10;

    private Passwords() {}

    static String read(Form form, String field) {
        var password = form.secret(field, 200);
        if (form.error(field) == null && password.length() < SHORTEST) {
            form.refuse(field, "access.enrol.password.short", SHORTEST);
        } else if (form.error(field) == null && password.chars().distinct().count() < 4) {
            form.refuse(field, "access.enrol.password.simple");
        }
        return password;
    }
}
