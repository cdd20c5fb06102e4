package nl.samenspel.network.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Paging;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/// What everyone may read: the start, and who takes part.
@Controller
@MayUse(everyone = true)
class PublicPages {

    private static final int PER_PAGE = 20;
    private static final int MOST_BRANCHES = 6;
    private static final int LONGEST_TEXT = 100;

    private final Organisations organisations;

    PublicPages(Organisations organisations) {
        this.organisations = organisations;
    }

    /// An organisation, with the branches that were looked for, or the first few.
    ///
    /// @param more how many branches it has besides
    public record Present(Organisation organisation, List<Branch> branches, int more) {

        static Present of(Organisation organisation, List<Branch> all, String text) {
            var asked = all.stream()
                    .filter(branch -> has(branch.name(), text) || has(branch.place(), text))
                    .toList();
            var shown = asked.isEmpty() ? all : asked;
            var few = shown.stream().limit(MOST_BRANCHES).toList();
            return new Present(organisation, few, shown.size() - few.size());
        }

        private static boolean has(String where, String text) {
            return where.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
        }
    }

    @GetMapping("/")
    String start(Model model) {
        model.addAttribute("organisations", organisations.list());
        return "network/start";
    }

    @GetMapping("/directory")
    ModelAndView directory(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "1") String page) {
        var asked = q.strip();
        var text = asked.substring(0, Math.min(LONGEST_TEXT, asked.length()));
        var found = organisations.count(text);
        var paging = Paging.of(page, found, PER_PAGE);
        var some = organisations.list(text, paging.skip(), paging.each());
        var branches =
                organisations.listBranches(some.stream().map(Organisation::id).toList());
        var present = some.stream()
                .map(one -> Present.of(one, branches.getOrDefault(one.id(), List.of()), text))
                .toList();
        var path = UriComponentsBuilder.fromPath("/directory");
        if (!text.isEmpty()) {
            path.queryParam("q", text);
        }
        return new ModelAndView("network/directory")
                .addObject("present", present)
                .addObject("found", found)
                .addObject(
                        "long",
                        paging.pages() > 1
                                || !text.isEmpty()
                                || present.stream().anyMatch(one -> one.more() > 0))
                .addObject("q", text)
                .addObject("page", paging.page())
                .addObject("pages", paging.pages())
                .addObject("path", path.encode().toUriString())
                .addObject("form", Form.filled(Map.of("q", text)));
    }

    @GetMapping("/about")
    String about() {
        return "network/about";
    }

    @GetMapping("/privacy")
    String privacy() {
        return "network/privacy";
    }
}
