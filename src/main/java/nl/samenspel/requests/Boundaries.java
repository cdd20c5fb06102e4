package nl.samenspel.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.samenspel.requests.Boundary.Rule;
import nl.samenspel.requests.Triage.Decision;
import nl.samenspel.requests.Triaged.Crossed;

/// Whether a decision stays within the boundaries.
final class Boundaries {

    private Boundaries() {}

    /// Every boundary that this decision would cross, in the order of the catalogue; none means it may be taken.
    ///
    /// @param stricter names of boundaries the organisation keeps on top of the base
    static List<Crossed> crossedBy(Decision decision, Set<Boundary> touched, Set<String> stricter) {
        return switch (decision) {
            case Triage.ByVolunteer _ -> beyond(Rule.FREE, touched, stricter);
            case Triage.Together _ -> beyond(Rule.TOGETHER, touched, stricter);
            case Triage.ByProfessional _, Triage.No _ -> List.of();
        };
    }

    private static List<Crossed> beyond(Rule allowed, Set<Boundary> touched, Set<String> stricter) {
        List<Crossed> crossed = new ArrayList<>();
        for (var boundary : Boundary.values()) {
            var rule = boundary.at(stricter);
            if (touched.contains(boundary) && rule.compareTo(allowed) > 0) {
                crossed.add(new Crossed(boundary, rule, rule != boundary.base()));
            }
        }
        return crossed;
    }
}
