package nl.samenspel.reimbursements.web;

import java.util.Optional;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.ui.Form;

/// Reads amounts from forms.
final class Money {

    private Money() {}

    /// From a cent to this; what is wrong is noted.
    static Cents read(Form form, String field, Cents most) {
        var cents = optional(form, field, most);
        if (cents.isEmpty() || cents.get().isZero()) {
            if (form.error(field) == null) {
                form.refuse(field, "reimbursements.wrong.amount");
            }
            return new Cents(1);
        }
        return cents.get();
    }

    static Optional<Cents> optional(Form form, String field, Cents most) {
        var typed = form.value(field);
        if (typed == null || typed.isBlank()) {
            return Optional.empty();
        }
        var cents = Cents.parse(typed);
        if (cents.isEmpty() || cents.get().exceeds(most)) {
            form.refuse(field, "reimbursements.wrong.amount");
            return Optional.empty();
        }
        return cents;
    }
}
