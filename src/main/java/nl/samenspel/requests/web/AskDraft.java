package nl.samenspel.requests.web;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.samenspel.ui.Form;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/// What a guest answered so far: on the server, in their session, and gone with it. Only right answers are kept here;
/// a wrong one is shown again at once.
///
/// @param key the same for as long as it is the same request: sent twice, it is one
record AskDraft(UUID key, Map<String, List<String>> answers, Set<String> answered) implements Serializable {

    private static final String NAME = "requests.ask";

    static AskDraft of(HttpSession session) {
        return session.getAttribute(NAME) instanceof AskDraft draft
                ? draft
                : new AskDraft(UUID.randomUUID(), new HashMap<>(), new HashSet<>());
    }

    static void forget(HttpSession session) {
        session.removeAttribute(NAME);
    }

    boolean isEmpty() {
        return answered.isEmpty();
    }

    boolean has(AskStep step) {
        return answered.contains(step.name());
    }

    /// These answers with those of one screen in place of the earlier ones.
    MultiValueMap<String, String> with(AskStep step, MultiValueMap<String, String> typed) {
        var all = new LinkedMultiValueMap<String, String>();
        answers.forEach((field, values) -> all.put(field, new ArrayList<>(values)));
        for (var field : step.fields()) {
            all.remove(field);
            var values = typed.get(field);
            if (values != null) {
                all.put(field, new ArrayList<>(values));
            }
        }
        return all;
    }

    Form form() {
        return Form.of(new LinkedMultiValueMap<>(answers), NeedReader.LABELS);
    }

    void keep(AskStep step, MultiValueMap<String, String> all, HttpSession session) {
        for (var field : step.fields()) {
            answers.remove(field);
            var values = all.get(field);
            if (values != null) {
                answers.put(field, new ArrayList<>(values));
            }
        }
        answered.add(step.name());
        session.setAttribute(NAME, this);
    }
}
