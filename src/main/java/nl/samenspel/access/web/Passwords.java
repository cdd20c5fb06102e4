package nl.samenspel.access.web;

import nl.samenspel.access.AccountId;
import nl.samenspel.access.PasswordRules;
import nl.samenspel.ui.Form;

/// The field of a form in which somebody chooses a password.
final class Passwords {

    private static final String FIELD = "password";

    private Passwords() {}

    static String read(Form form) {
        return form.secret(FIELD, 200);
    }

    /// Says at the field what is wrong with it.
    static void judge(Form form, PasswordRules rules, String password, AccountId whose) {
        if (form.error(FIELD) == null) {
            rules.weaknessOf(password, whose)
                    .ifPresent(weakness -> form.refuse(FIELD, "access.weakness." + weakness, PasswordRules.SHORTEST));
        }
    }
}
