package nl.samenspel.careplans.web;

import java.util.Optional;
import java.util.function.Function;
import nl.samenspel.careplans.Careplan;
import nl.samenspel.careplans.CareplanId;
import nl.samenspel.careplans.Careplans;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// What these pages do alike with an id in an address.
final class Pages {

    private Pages() {}

    static <T> T parse(String id, Function<String, T> reader) {
        try {
            return reader.apply(id);
        } catch (IllegalArgumentException _) {
            throw notFound();
        }
    }

    static Careplan find(Careplans careplans, String id) {
        Optional<Careplan> plan = careplans.find(parse(id, CareplanId::of));
        return plan.orElseThrow(Pages::notFound);
    }

    /// What is not for you looks the same as what is not there.
    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
