package nl.samenspel.insight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nl.samenspel.matches.MatchCounts;
import nl.samenspel.network.Organisations;
import nl.samenspel.visits.DoneHours;
import nl.samenspel.volunteers.Volunteers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Counts what organisations that work in Samenspel need not write for the factsheet, through the doors of those who
/// know. None of it hangs together by a sum with the tables of [PublicFigures].
@Component
class LiveFigures {

    /// Where a figure comes from that nobody had to write.
    static final String SOURCE = "Samenspel";

    private final Organisations organisations;
    private final Volunteers volunteers;
    private final MatchCounts matches;
    private final DoneHours hours;
    private final int threshold;

    LiveFigures(
            Organisations organisations,
            Volunteers volunteers,
            MatchCounts matches,
            DoneHours hours,
            @Value("${samenspel.figures.threshold:" + Suppression.USUAL_THRESHOLD + "}") int threshold) {
        this.organisations = organisations;
        this.volunteers = volunteers;
        this.matches = matches;
        this.hours = hours;
        this.threshold = threshold;
    }

    /// Of every organisation that has volunteers today. Hours are those of the year; all else is as it is today. What
    /// fewer people are behind than may be published is not given.
    List<Figure> count(int year, LocalDate today) {
        var active = volunteers.countActive();
        var running = matches.count();
        var present = organisations.countPresence();
        var done = hours.count(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        var figures = new ArrayList<Figure>();
        for (var organisation : organisations.list()) {
            var id = organisation.id();
            int people = active.getOrDefault(id, 0);
            if (people == 0) {
                continue;
            }
            var name = organisation.name();
            figures.add(figure(name, "volunteers", "people", people, people, today));
            var match = running.get(id);
            if (match != null) {
                figures.add(figure(name, "participants", "people", match.participants(), match.participants(), today));
                figures.add(figure(
                        name,
                        "matches",
                        "matches",
                        match.matches(),
                        Math.min(match.participants(), match.volunteers()),
                        today));
            }
            var worked = done.get(id);
            if (worked != null) {
                figures.add(figure(name, "hours", "hours", worked.hours(), worked.volunteers(), today));
            }
            var presence = present.get(id);
            if (presence != null) {
                // of branches and places nobody is recognised
                figures.add(figure(name, "branches", "branches", presence.branches(), Integer.MAX_VALUE, today));
                if (presence.municipalities() > 0) {
                    figures.add(figure(
                            name,
                            "municipalities",
                            "municipalities",
                            presence.municipalities(),
                            Integer.MAX_VALUE,
                            today));
                }
            }
        }
        return figures;
    }

    private Figure figure(String organisation, String measure, String unit, long value, int people, LocalDate today) {
        var mayBeShown = people >= threshold;
        return new Figure(
                0,
                organisation,
                measure,
                mayBeShown ? value : null,
                mayBeShown ? Qualifier.EXACTLY : Qualifier.NOT_SPECIFIED,
                unit,
                "",
                measure.equals("volunteers") ? Counting.DIRECT : null,
                mayBeShown ? "" : "too few people",
                SOURCE,
                today);
    }
}
