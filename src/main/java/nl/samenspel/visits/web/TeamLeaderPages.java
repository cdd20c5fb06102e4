package nl.samenspel.visits.web;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Teams;
import nl.samenspel.access.Teams.Giving;
import nl.samenspel.access.Teams.Place;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.matching.Explanations;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.SiteAddress;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// For the desk: who leads a team, and who is on whose list.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class TeamLeaderPages {

    private static final int MOST_FOUND = 10;

    private final Teams teams;
    private final Accounts accounts;
    private final People people;
    private final Volunteers volunteers;
    private final Organisations organisations;
    private final Outbox outbox;
    private final SiteAddress site;
    private final TransactionTemplate transaction;
    private final Explanations explanations;
    private final Words words;

    TeamLeaderPages(
            Teams teams,
            Accounts accounts,
            People people,
            Volunteers volunteers,
            Organisations organisations,
            Outbox outbox,
            SiteAddress site,
            TransactionTemplate transaction,
            Explanations explanations,
            Words words) {
        this.teams = teams;
        this.accounts = accounts;
        this.people = people;
        this.volunteers = volunteers;
        this.organisations = organisations;
        this.outbox = outbox;
        this.site = site;
        this.transaction = transaction;
        this.explanations = explanations;
        this.words = words;
    }

    /// A team leader, and how many are on their list.
    public record Leader(String id, String name, long volunteers) {}

    /// Somebody who can be chosen.
    public record Found(String id, String name, String place) {}

    /// A volunteer on the list, or who was.
    public record Member(String id, String name, String since, String until) {}

    @GetMapping("/team-leaders")
    ModelAndView list(@RequestParam MultiValueMap<String, String> asked) {
        return page(Form.of(asked), HttpStatus.OK);
    }

    /// Makes somebody a team leader: a volunteer of the organisation, or someone who only leads.
    @PostMapping("/team-leaders")
    Object add(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "visits.leaders");
        var person = form.optionalId("person", PersonId::new);
        if (person.isPresent()) {
            var found = people.findOurs(person.get(), Purpose.RECORD).orElseThrow(Pages::notFound);
            return made(transaction.execute(_ -> fromVolunteer(found)), redirect);
        }
        var name = form.text("leaderName", 120);
        var email = form.email("leaderEmail");
        if (!form.isRight()) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return made(transaction.execute(_ -> newcomer(name, email)), redirect);
    }

    /// Who has no account yet gets a link, where there is a mail address; otherwise the desk helps them in.
    private AccountId fromVolunteer(Person volunteer) {
        var here = organisation();
        if (accounts.of(volunteer.id()).isEmpty()) {
            accounts.open(new NewAccount(
                    volunteer.name(), volunteer.email(), "nl", Role.VOLUNTEER, here, null, volunteer.id()));
            volunteers.mailWayIn(volunteer.id());
        }
        var account = accounts.of(volunteer.id()).orElseThrow();
        accounts.give(account, Role.TEAM_LEADER, here, null, null);
        return account;
    }

    private AccountId newcomer(String name, String email) {
        var here = organisation();
        var account = accounts.open(new NewAccount(name, email, "nl", Role.TEAM_LEADER, here, null, null));
        var code = accounts.enrolmentCode(account, Accounts.LINK_LASTS);
        outbox.send(Letter.to(email, name, "nl")
                .saying(
                        "access.mail.enrol",
                        name,
                        site.link("/enrol?code=" + code.value()),
                        organisations.find(here).map(Organisation::phone).orElse("")));
        return account;
    }

    private String made(@Nullable AccountId leader, RedirectAttributes redirect) {
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.leaders.made"));
        return "redirect:/team-leaders/" + Objects.requireNonNull(leader);
    }

    private ModelAndView page(Form form, HttpStatus status) {
        var here = organisation();
        var leaders = teams.listLeaders(here);
        var names = accounts.names(leaders);
        var counts = teams.listPlaces(here).stream()
                .filter(place -> place.endedAt().isEmpty())
                .collect(Collectors.groupingBy(Place::leader, Collectors.counting()));
        return new ModelAndView("visits/team-leaders", status)
                .addObject("form", form)
                .addObject(
                        "leaders",
                        leaders.stream()
                                .map(id -> new Leader(
                                        id.toString(), names.getOrDefault(id, ""), counts.getOrDefault(id, 0L)))
                                .toList())
                .addObject("asked", form.optionalText("q", 80).isPresent())
                .addObject("found", found(form));
    }

    private List<Found> found(Form form) {
        return form.optionalText("q", 80).stream()
                .flatMap(name -> volunteers.search(organisation(), name, MOST_FOUND, Purpose.RECORD).stream())
                .map(person -> new Found(person.id().toString(), person.name(), person.place()))
                .toList();
    }

    @GetMapping("/team-leaders/{id}")
    ModelAndView show(@PathVariable String id, @RequestParam MultiValueMap<String, String> asked) {
        return page(find(id), Form.of(asked), HttpStatus.OK);
    }

    @PostMapping("/team-leaders/{id}/add")
    Object give(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var leader = find(id);
        var volunteer = Form.of(typed)
                .id("volunteer", PersonId::new)
                .flatMap(volunteers::find)
                .filter(found -> found.organisation().equals(organisation()))
                .orElseThrow(Pages::notFound);
        switch (teams.give(organisation(), leader, volunteer.person())) {
            case Giving.Given() -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.leaders.given"));
            case Giving.HasAnother(var other) ->
                Notice.put(
                        redirect,
                        Notice.Kind.WARNING,
                        words.get(
                                "visits.leaders.hasAnother",
                                accounts.names(List.of(other)).getOrDefault(other, "")));
            case Giving.NotALeader() -> throw Pages.notFound();
        }
        return "redirect:/team-leaders/" + leader;
    }

    @PostMapping("/team-leaders/{id}/remove")
    String remove(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var leader = find(id);
        var volunteer = Form.of(typed).id("volunteer", PersonId::new).orElseThrow(Pages::notFound);
        if (teams.end(leader, volunteer)) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.leaders.removed"));
        }
        return "redirect:/team-leaders/" + leader;
    }

    @PostMapping("/team-leaders/{id}/end")
    String end(@PathVariable String id, RedirectAttributes redirect) {
        teams.endLeading(organisation(), find(id));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.leaders.ended"));
        return "redirect:/team-leaders";
    }

    private ModelAndView page(AccountId leader, Form form, HttpStatus status) {
        var places = teams.listPlaces(organisation()).stream()
                .filter(place -> place.leader().equals(leader))
                .toList();
        var persons = people.list(places.stream().map(Place::volunteer).toList(), Purpose.RECORD);
        var guided = new HashMap<String, String>();
        places.stream()
                .filter(place -> place.endedAt().isEmpty())
                .forEach(place -> guided.put(place.volunteer().toString(), ""));
        return new ModelAndView("visits/team-leader", status)
                .addObject("form", form)
                .addObject("id", leader.toString())
                .addObject("name", accounts.names(List.of(leader)).getOrDefault(leader, ""))
                .addObject("members", members(places, persons, false))
                .addObject("before", members(places, persons, true))
                .addObject("asked", form.optionalText("q", 80).isPresent())
                .addObject(
                        "found",
                        found(form).stream()
                                .filter(one -> !guided.containsKey(one.id()))
                                .toList());
    }

    private List<Member> members(List<Place> places, Map<PersonId, Person> persons, boolean ended) {
        return places.stream()
                .filter(place -> place.endedAt().isPresent() == ended)
                .map(place -> new Member(
                        place.volunteer().toString(),
                        Optional.ofNullable(persons.get(place.volunteer()))
                                .map(Person::name)
                                .orElse(""),
                        explanations.moment(place.since()),
                        place.endedAt().map(explanations::moment).orElse("")))
                .sorted(Comparator.comparing(Member::name))
                .toList();
    }

    private AccountId find(String id) {
        return Pages.parse(id, AccountId::of)
                .filter(teams.listLeaders(organisation())::contains)
                .orElseThrow(Pages::notFound);
    }

    private static OrganisationId organisation() {
        return Viewer.current().myDesk().organisation();
    }
}
