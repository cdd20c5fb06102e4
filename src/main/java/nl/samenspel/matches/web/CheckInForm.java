package nl.samenspel.matches.web;

import nl.samenspel.limits.Face;
import nl.samenspel.matches.CheckIn.Answers;
import nl.samenspel.matches.CheckIn.GoOn;
import nl.samenspel.ui.Form;

/// The three questions, as they were filled in.
final class CheckInForm {

    static final int MOST_WORDS = 1000;

    private CheckInForm() {}

    /// What is wrong stands in the form; then the answers mean nothing.
    static Answers read(Form form) {
        return new Answers(
                form.one("together", Face.class),
                form.one("self", Face.class),
                form.one("goOn", GoOn.class),
                form.optionalWords("saying", MOST_WORDS).orElse(""));
    }
}
