package nl.samenspel.volunteers.web;

import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.ui.Form;

/// The place that belongs to a postcode; where the postcode is unknown, the one that was typed.
final class PlaceOf {

    private PlaceOf() {}

    /// Reads the fields `postcode` and `place`. Without a postcode known to us the place is asked for, and distances
    /// stay unknown.
    static String postcode(Form form, Areas areas) {
        var postcode = form.optionalPostcode("postcode");
        if (postcode.isEmpty()) {
            return "";
        }
        return areas.find(postcode.get())
                .map(Area::place)
                .or(() -> {
                    var typed = form.optionalText("place", 80);
                    if (typed.isEmpty() && form.error("place") == null) {
                        form.refuse("place", "volunteers.field.place.unknown");
                    }
                    return typed;
                })
                .orElse("");
    }

    /// Whether the form must ask for the place.
    static boolean isAsked(Form form, Areas areas) {
        return form.error("place") != null
                || (!form.value("place").isEmpty()
                        && form.error("postcode") == null
                        && areas.find(form.value("postcode")).isEmpty());
    }
}
