package nl.samenspel.exchange.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.exchange.ListHistory;
import nl.samenspel.exchange.ListHistory.Aftermath;
import nl.samenspel.exchange.ListHistory.BeingUndone;
import nl.samenspel.exchange.ListHistory.Came;
import nl.samenspel.exchange.ListHistory.Outlook;
import nl.samenspel.exchange.ListHistory.Stays;
import nl.samenspel.exchange.ListHistory.Undone;
import nl.samenspel.exchange.Touched;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What came in lately, and undoing it: first what that comes to, then doing it, then what became of it.
@Controller
@MayUse({ADMINISTRATOR, COORDINATOR, MANAGER})
class UndoPages {

    /// A list of some hundreds of rows is undone before one could look.
    private static final Duration A_MOMENT = Duration.ofMillis(1500);

    private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");

    private final ListHistory history;
    private final Accounts accounts;
    private final Words words;

    UndoPages(ListHistory history, Accounts accounts, Words words) {
        this.history = history;
        this.accounts = accounts;
        this.words = words;
    }

    @GetMapping("/import/history")
    ModelAndView list() {
        var page = new ModelAndView("exchange/history");
        var all = history.list();
        page.addObject("lists", all);
        page.addObject(
                "colleagues",
                accounts.names(all.stream()
                        .flatMap(one -> one.how() instanceof Undone undone
                                ? Stream.of(one.by(), undone.by())
                                : Stream.of(one.by()))
                        .collect(Collectors.toSet())));
        page.addObject("zone", HERE);
        return page;
    }

    @GetMapping("/import/{id}/undo")
    Object show(@PathVariable UUID id) {
        var came = history.find(id).orElseThrow(UndoPages::nobodys);
        return switch (came.how()) {
            case BeingUndone _ -> "redirect:/import/" + id;
            case Undone _ ->
                history.findAftermath(id).<Object>map(this::aftermath).orElseThrow(UndoPages::nobodys);
            case ListHistory.In _ ->
                history.foretell(id).<Object>map(this::outlook).orElseThrow(UndoPages::nobodys);
        };
    }

    @PostMapping("/import/{id}/undo")
    String undo(@PathVariable UUID id, RedirectAttributes redirect) {
        if (history.find(id).isEmpty()) {
            throw nobodys();
        }
        if (history.undo(id)) {
            history.await(id, A_MOMENT);
        } else {
            Notice.put(redirect, Notice.Kind.INFO, words.get("exchange.undo.before"));
        }
        return "redirect:/import/" + id + "/undo";
    }

    /// A line of what it comes to.
    record Line(String what, int goes, int back, int stays) {}

    /// Something that stays, and where to look at it.
    record Kept(
            String what, String name, String why, @Nullable String page) {}

    private ModelAndView outlook(Outlook outlook) {
        var page = page("exchange/undo", outlook.came());
        page.addObject(
                "lines",
                outlook.counts().entrySet().stream()
                        .sorted(Map.Entry.<Touched, ListHistory.Count>comparingByKey()
                                .reversed())
                        .map(one -> new Line(
                                words.of("exchange.touched", one.getKey()),
                                one.getValue().goes(),
                                one.getValue().back(),
                                one.getValue().stays()))
                        .toList());
        page.addObject("outlook", outlook);
        page.addObject("kept", kept(outlook.stays()));
        return page;
    }

    private ModelAndView aftermath(Aftermath aftermath) {
        var page = page("exchange/undone", aftermath.came());
        page.addObject("aftermath", aftermath);
        page.addObject("undoneBy", nameOf(aftermath.undone().by()));
        page.addObject("kept", kept(aftermath.stays()));
        return page;
    }

    private ModelAndView page(String template, Came came) {
        var page = new ModelAndView(template);
        page.addObject("came", came);
        page.addObject("by", nameOf(came.by()));
        page.addObject("zone", HERE);
        return page;
    }

    private List<Kept> kept(List<Stays> stays) {
        return stays.stream()
                .map(one -> new Kept(
                        words.of("exchange.touched.one", one.of()),
                        one.name().isEmpty() ? words.get("exchange.undo.nameless") : one.name(),
                        one.why().stream()
                                .sorted()
                                .map(why -> words.of("exchange.undo.why", why))
                                .collect(Collectors.joining(" ")),
                        pageOf(one).orElse(null)))
                .toList();
    }

    private static Optional<String> pageOf(Stays one) {
        return switch (one.of()) {
            case VOLUNTEER -> Optional.of("/volunteers/" + one.thing());
            case REQUEST -> Optional.of("/requests/" + one.thing());
            case MATCH -> Optional.of("/matches/" + one.thing());
            case AREA, PERSON, HOURS -> Optional.empty();
        };
    }

    private String nameOf(AccountId account) {
        return Objects.requireNonNullElse(accounts.names(List.of(account)).get(account), "–");
    }

    private static ResponseStatusException nobodys() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
