package nl.samenspel.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.MatchId;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.Visit.Came.Done;
import nl.samenspel.visits.Visits;
import org.springframework.stereotype.Service;

/// All that was done at the viewer's desk, as a file for a spreadsheet: who, when, what, how long. For whom is
/// not in it, but the number of the match: hours are counted, not people's lives. Whose name is in it is looked
/// at, and logged.
@Service
public class HoursFile {

    private static final int AT_ONCE = 1_000;

    private final Visits visits;
    private final People people;
    private final Organisations organisations;
    private final Words words;

    HoursFile(Visits visits, People people, Organisations organisations, Words words) {
        this.visits = visits;
        this.people = people;
        this.organisations = organisations;
        this.words = words;
    }

    /// Writes what was done from the first of these days until the last.
    public void write(LocalDate from, LocalDate until, OutputStream out) {
        var branches = organisations.listBranches().stream().collect(Collectors.toMap(Branch::id, Branch::name));
        try (var csv = new SafeCsv(out, ';')) {
            csv.write(List.of(
                    words.get("exchange.hours.day"),
                    words.get("exchange.hours.volunteer"),
                    words.get("exchange.hours.kind"),
                    words.get("exchange.hours.minutes"),
                    words.get("exchange.hours.branch"),
                    words.get("exchange.hours.match"),
                    words.get("exchange.hours.byPhone")));
            for (var skip = 0; ; skip += AT_ONCE) {
                var page = visits.listDone(from, until, skip, AT_ONCE);
                var names = people.list(
                        page.stream().map(visit -> visit.whose().volunteer()).collect(Collectors.toSet()),
                        Purpose.RECORD);
                for (var visit : page) {
                    var done = (Done) visit.came();
                    csv.write(List.of(
                            visit.day().toString(),
                            Optional.ofNullable(names.get(visit.whose().volunteer()))
                                    .map(Person::name)
                                    .orElse(""),
                            words.of("visits.kind", done.kind()),
                            String.valueOf(done.minutes()),
                            branches.getOrDefault(visit.whose().branch(), ""),
                            Optional.ofNullable(visit.whose().match())
                                    .map(MatchId::toString)
                                    .orElse(""),
                            words.get(visit.told().byPhone() ? "exchange.hours.yes" : "exchange.hours.no")));
                }
                if (page.size() < AT_ONCE) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
