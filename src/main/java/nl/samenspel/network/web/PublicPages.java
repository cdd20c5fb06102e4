package nl.samenspel.network.web;

import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// What everyone may read: the start, and who takes part.
@Controller
@MayUse(everyone = true)
class PublicPages {

    private final Organisations organisations;
    private final Words words;

    PublicPages(Organisations organisations, Words words) {
        this.organisations = organisations;
        this.words = words;
    }

    @GetMapping("/")
    String start(Model model) {
        model.addAttribute("organisations", organisations.list());
        return "network/start";
    }

    @GetMapping("/directory")
    String directory(Model model) {
        model.addAttribute("organisations", organisations.list());
        model.addAttribute(
                "branches", organisations.listBranches().stream().collect(Collectors.groupingBy(Branch::organisation)));
        model.addAttribute("words", words);
        return "network/directory";
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
