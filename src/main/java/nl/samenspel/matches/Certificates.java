package nl.samenspel.matches;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.Certificate.Line;
import nl.samenspel.matching.Desks;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to certificates of what a volunteer did, for themselves or for the desk that asks it for them.
@Service
public class Certificates {

    private final JdbcClient db;
    private final MatchStore matches;
    private final People people;
    private final Organisations organisations;
    private final Desks desks;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Certificates(
            JdbcClient db,
            MatchStore matches,
            People people,
            Organisations organisations,
            Desks desks,
            TransactionTemplate transaction,
            Clock clock) {
        this.db = db;
        this.matches = matches;
        this.people = people;
        this.organisations = organisations;
        this.desks = desks;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// The viewer's own, one for each organisation where they came for somebody.
    public List<Certificate> listMine() {
        var mine = Objects.requireNonNull(transaction.execute(
                _ -> people.list(Viewer.current().persons(), Purpose.RECORD).values().stream()
                        .toList()));
        var certificates = new ArrayList<Certificate>();
        for (var person : mine) {
            desks.at(person.organisation(), () -> certificate(person)).ifPresent(certificates::add);
        }
        return certificates;
    }

    /// Of the volunteer of this match, for its desk.
    public Optional<Certificate> ofVolunteer(MatchId match) {
        var duo = Objects.requireNonNull(transaction.execute(_ -> matches.find(match)
                .map(Match::duo)
                .filter(one -> Desks.isOurs(one.holder().organisation()))));
        return duo.flatMap(one -> {
            var organisation = one.holder().organisation();
            // at any of its branches; who they are is looked up only when there is something to tell
            var lines = desks.at(organisation, () -> list(one.volunteer(), organisation));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Objects.requireNonNull(transaction.execute(_ -> people.find(one.volunteer(), Purpose.RECORD)))
                            .map(person -> certificate(person, lines));
        });
    }

    private Optional<Certificate> certificate(Person person) {
        var lines = list(person.id(), person.organisation());
        return lines.isEmpty() ? Optional.empty() : Optional.of(certificate(person, lines));
    }

    private Certificate certificate(Person person, List<Line> lines) {
        var last = lines.stream().anyMatch(line -> line.until() == null)
                ? null
                : lines.stream()
                        .map(line -> Objects.requireNonNull(line.until()))
                        .max(LocalDate::compareTo)
                        .orElseThrow();
        return new Certificate(
                person.name(),
                organisations.nameOf(person.organisation()),
                lines.getFirst().from(),
                last,
                LocalDate.now(clock),
                lines);
    }

    /// Since their first time trying; what never came to that is not in it.
    private List<Line> list(PersonId volunteer, OrganisationId organisation) {
        return db.sql("""
                select m.kind, m.hours, m.ended_on,
                       cast(min(e.at) at time zone 'Europe/Amsterdam' as date) as from_day
                from matches.match m join matches.event e on e.match = m.id and e.what = 'TRIAL'
                where m.volunteer = :volunteer and m.organisation = :organisation
                group by m.id
                order by from_day, m.id
                """)
                .param("volunteer", volunteer.value())
                .param("organisation", organisation.value())
                .query((rs, _) -> new Line(
                        KindOfHelp.valueOf(rs.getString("kind")),
                        rs.getInt("hours"),
                        Objects.requireNonNull(rs.getObject("from_day", LocalDate.class)),
                        rs.getObject("ended_on", LocalDate.class)))
                .list();
    }
}
