package nl.samenspel.volunteers.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The questions of "Ik wil iets doen", one screen each, in this order. Each has messages `volunteers.step.<NAME>…`.
enum HelpOutStep {
    WHO,
    WHERE,
    WHAT,
    WHEN,
    LANGUAGES,
    LIMITS,
    ABOUT;

    static Optional<HelpOutStep> of(String path) {
        return Arrays.stream(values()).filter(step -> step.path().equals(path)).findFirst();
    }

    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int number() {
        return ordinal() + 1;
    }

    Optional<HelpOutStep> next() {
        return ordinal() + 1 < values().length ? Optional.of(values()[ordinal() + 1]) : Optional.empty();
    }

    Optional<HelpOutStep> previous() {
        return ordinal() > 0 ? Optional.of(values()[ordinal() - 1]) : Optional.empty();
    }
}
