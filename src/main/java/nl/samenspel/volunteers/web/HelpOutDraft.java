package nl.samenspel.volunteers.web;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.PersonId;
import nl.samenspel.ui.Form;
import org.springframework.util.LinkedMultiValueMap;

/// What a guest has told so far, kept in the server's session. The id that their record will have is in it from the
/// start: the same draft sent twice makes one record.
final class HelpOutDraft implements Serializable {

    static final String ATTRIBUTE = "help-out";

    /// The same in every version: while nodes are replaced one by one, an older and a newer one read the same session.
    private static final long serialVersionUID = 1;

    private final String person = PersonId.next().toString();
    private final LinkedHashMap<String, ArrayList<String>> values = new LinkedHashMap<>();
    private final EnumSet<HelpOutStep> answered = EnumSet.noneOf(HelpOutStep.class);

    PersonId person() {
        return PersonId.of(person);
    }

    /// Keeps the answers to a question, in place of earlier ones.
    void answer(HelpOutStep step, Set<String> fields, Form form) {
        for (var field : fields) {
            values.put(field, new ArrayList<>(form.chosen(field)));
        }
        answered.add(step);
    }

    void put(String field, String value) {
        values.put(field, new ArrayList<>(List.of(value)));
    }

    Optional<HelpOutStep> firstUnanswered() {
        return Arrays.stream(HelpOutStep.values())
                .filter(step -> !answered.contains(step))
                .findFirst();
    }

    boolean answers(HelpOutStep step) {
        return answered.contains(step);
    }

    Map<String, ? extends List<String>> values() {
        return values;
    }

    /// All answers, to be read once more.
    Form form() {
        var typed = new LinkedMultiValueMap<String, String>();
        values.forEach((field, chosen) -> chosen.forEach(value -> typed.add(field, value)));
        return Form.of(typed, OfferForm.LABELS);
    }
}
