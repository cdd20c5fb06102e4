package nl.samenspel.reimbursements.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.VOLUNTEER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.reimbursements.Claim;
import nl.samenspel.reimbursements.Reimbursements;
import nl.samenspel.reimbursements.law.Asked;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.reimbursements.law.Regime;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Paper;
import nl.samenspel.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What a volunteer was paid back in a year, on paper; for themselves, and for the desk that asks it for them.
@Controller
class StatementPages {

    private final Reimbursements reimbursements;
    private final People people;
    private final Organisations organisations;
    private final ReimbursementWords money;
    private final Paper paper;
    private final Words words;
    private final Clock clock;

    StatementPages(
            Reimbursements reimbursements,
            People people,
            Organisations organisations,
            ReimbursementWords money,
            Paper paper,
            Words words,
            Clock clock) {
        this.reimbursements = reimbursements;
        this.people = people;
        this.organisations = organisations;
        this.money = money;
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
    Object mine(@RequestParam(defaultValue = "0") int year, RedirectAttributes redirect) {
        return pdf(Viewer.current().persons(), year, "/my-expenses", redirect);
    }

    @GetMapping("/volunteers/{person}/expenses/statement")
    @MayUse({COORDINATOR, MANAGER})
    Object ofVolunteer(
            @PathVariable PersonId person, @RequestParam(defaultValue = "0") int year, RedirectAttributes redirect) {
        var ours = reimbursements
                .findStanding(person, LocalDate.now(clock))
                .filter(standing -> Viewer.current()
                        .organisation()
                        .filter(standing.book().organisation()::equals)
                        .isPresent());
        if (ours.isEmpty()) {
            throw ExpensesPages.notFound();
        }
        return pdf(Set.of(person), year, "/volunteers/" + person + "/expenses", redirect);
    }

    /// Looks at nobody's record for a statement of nothing.
    private Object pdf(Set<PersonId> some, int asked, String back, RedirectAttributes redirect) {
        var today = LocalDate.now(clock);
        var year = asked == 0 ? today.getYear() : Math.clamp(asked, 2017, today.getYear());
        var each = reimbursements.listOf(some, year).stream()
                .filter(claim ->
                        claim.state() instanceof Claim.State.Paid || claim.state() instanceof Claim.State.Approved)
                .collect(Collectors.groupingBy(Claim::volunteer, LinkedHashMap::new, Collectors.toList()));
        if (each.isEmpty()) {
            Notice.put(redirect, Notice.Kind.INFO, words.get("reimbursements.statement.none", String.valueOf(year)));
            return "redirect:" + back;
        }
        var records = people.list(each.keySet(), Purpose.RECORD);
        var statements = each.entrySet().stream()
                .filter(entry -> records.containsKey(entry.getKey()))
                .map(entry ->
                        statement(Objects.requireNonNull(records.get(entry.getKey())), year, entry.getValue(), today))
                .toList();
        return paper.of(
                "reimbursements/statement",
                Map.of("statements", statements, "money", money),
                words.get("reimbursements.statement.file", String.valueOf(year)));
    }

    private Statement statement(Person person, int year, List<Claim> claims, LocalDate today) {
        return new Statement(
                person.name(),
                organisations.nameOf(person.organisation()),
                year,
                reimbursements
                        .findStanding(person.id(), LocalDate.of(year, 1, 1))
                        .filter(standing -> standing.book().regime() == Regime.FLAT_ALLOWANCE)
                        .isPresent(),
                claims.reversed(),
                claims.stream().map(Claim::paid).reduce(Cents.ZERO, Cents::plus),
                claims.stream()
                        .filter(claim -> claim.asked() instanceof Asked.InKind)
                        .map(Claim::amount)
                        .reduce(Cents.ZERO, Cents::plus),
                today);
    }
}
