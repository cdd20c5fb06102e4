package nl.samenspel.reimbursements.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.VOLUNTEER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.reimbursements.Claim;
import nl.samenspel.reimbursements.Reimbursements;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.reimbursements.law.Regime;
import nl.samenspel.ui.Paper;
import nl.samenspel.ui.Words;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What a volunteer was paid back in a year, on paper; for themselves, and for the desk that asks it for them.
@Controller
class StatementPages {

    private final Reimbursements reimbursements;
    private final People people;
    private final Organisations organisations;
    private final Paper paper;
    private final Words words;
    private final Clock clock;

    StatementPages(
            Reimbursements reimbursements,
            People people,
            Organisations organisations,
            Paper paper,
            Words words,
            Clock clock) {
        this.reimbursements = reimbursements;
        this.people = people;
        this.organisations = organisations;
        this.paper = paper;
        this.words = words;
        this.clock = clock;
    }

    /// One organisation's page.
    ///
    /// @param given worth of what was given in kind
    public record Statement(
            String name,
            String organisation,
            int year,
            boolean flat,
            List<Claim> claims,
            Cents paid,
            Cents given,
            LocalDate on) {}

    @GetMapping("/my-expenses/statement")
    @MayUse(VOLUNTEER)
    ResponseEntity<byte[]> mine(@RequestParam(defaultValue = "0") int year) {
        return pdf(people.list(Viewer.current().persons(), Purpose.RECORD).values(), year);
    }

    @GetMapping("/volunteers/{person}/expenses/statement")
    @MayUse({COORDINATOR, MANAGER})
    ResponseEntity<byte[]> ofVolunteer(@PathVariable PersonId person, @RequestParam(defaultValue = "0") int year) {
        return pdf(
                List.of(people.findOurs(person, Purpose.RECORD).orElseThrow(ExpensesPages::notFound)), year);
    }

    private ResponseEntity<byte[]> pdf(Iterable<Person> some, int asked) {
        var today = LocalDate.now(clock);
        var year = asked == 0 ? today.getYear() : Math.clamp(asked, 2017, today.getYear());
        var statements = new ArrayList<Statement>();
        for (var person : some) {
            var standing = reimbursements.findStanding(person.id(), LocalDate.of(year, 1, 1));
            if (standing.isEmpty()) {
                continue;
            }
            var claims = reimbursements.listOf(List.of(person.id()), year).stream()
                    .filter(claim -> claim.state() instanceof Claim.State.Paid
                            || claim.state() instanceof Claim.State.Approved)
                    .toList()
                    .reversed();
            statements.add(new Statement(
                    person.name(),
                    organisations
                            .find(person.organisation())
                            .map(Organisation::name)
                            .orElse(""),
                    year,
                    standing.get().book().regime() == Regime.FLAT_ALLOWANCE,
                    claims,
                    claims.stream().map(Claim::paid).reduce(Cents.ZERO, Cents::plus),
                    claims.stream()
                            .filter(claim -> claim.asked() instanceof nl.samenspel.reimbursements.law.Asked.InKind)
                            .map(Claim::amount)
                            .reduce(Cents.ZERO, Cents::plus),
                    today));
        }
        if (statements.isEmpty()) {
            throw ExpensesPages.notFound();
        }
        return paper.of(
                "reimbursements/statement",
                Map.of("statements", statements),
                words.get("reimbursements.statement.file", String.valueOf(year)));
    }
}
