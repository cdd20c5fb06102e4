package nl.samenspel.requests.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The questions a guest is asked, one per screen, in this order, each with the fields it shows.
/// Each has messages `requests.ask.<NAME>` (the question) and `requests.ask.<NAME>.why`.
enum AskStep {
    WHO("who"),
    KIND("kind"),
    WORDS("words"),
    PLACE("postcode", "place"),
    BRANCH("branch"),
    MOMENTS("dayParts"),
    AMOUNT("dayPartsNeeded", "hours"),
    START("from", "until"),
    URGENCY("urgency"),
    LANGUAGES("languages"),
    WISHES("wishedGender", "wishWords"),
    BEFORE("paidBefore"),
    PERSON("givenName", "familyName", "gender", "phone", "email"),
    ASKER("askerGivenName", "askerFamilyName", "relation", "askerPhone", "askerEmail");

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot change
    private final List<String> fields;

    AskStep(String... fields) {
        this.fields = List.of(fields);
    }

    List<String> fields() {
        return fields;
    }

    /// As it stands in the address.
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AskStep> of(String path) {
        for (var step : values()) {
            if (step.path().equals(path)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
