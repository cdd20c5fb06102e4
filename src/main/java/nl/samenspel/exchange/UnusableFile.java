package nl.samenspel.exchange;

import nl.samenspel.ui.Form;

/// A file that cannot be read as a list at all. Says what is wrong and what to do, as a message.
final class UnusableFile extends Exception {

    private final transient Form.Problem problem;

    UnusableFile(String key, Object... args) {
        super(key);
        this.problem = new Form.Problem("file", key, java.util.List.of(args));
    }

    Form.Problem problem() {
        return problem;
    }
}
