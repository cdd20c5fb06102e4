package nl.samenspel.requests.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The questions a guest is asked, one per screen, in this order, each with the fields it shows.
/// Each has messages `requests.ask.<NAME>` (the question) and `requests.ask.<NAME>.why`.
enum AskStep {
    WHO,
    KIND,
    WORDS,
    PLACE,
    BRANCH,
    MOMENTS,
    AMOUNT,
    START,
    URGENCY,
    LANGUAGES,
    WISHES,
    BEFORE,
    PERSON,
    ASKER;

    List<String> fields() {
        return switch (this) {
            case WHO -> List.of("who");
            case KIND -> List.of("kind");
            case WORDS -> List.of("words");
            case PLACE -> List.of("postcode", "place");
            case BRANCH -> List.of("branch");
            case MOMENTS -> List.of("dayParts");
            case AMOUNT -> List.of("dayPartsNeeded", "hours");
            case START -> List.of("from", "until");
            case URGENCY -> List.of("urgency");
            case LANGUAGES -> List.of("languages");
            case WISHES -> List.of("wishedGender", "wishWords");
            case BEFORE -> List.of("paidBefore");
            case PERSON -> List.of("givenName", "familyName", "gender", "phone", "email");
            case ASKER -> List.of("askerGivenName", "askerFamilyName", "relation", "askerPhone", "askerEmail");
        };
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
