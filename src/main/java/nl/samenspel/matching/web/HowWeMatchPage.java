package nl.samenspel.matching.web;

import nl.samenspel.access.MayUse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// How we choose whom to ask, in plain words, for everybody: what counts, how heavily, and what never does.
@Controller
class HowWeMatchPage {

    @GetMapping("/how-we-match")
    @MayUse(everyone = true)
    String show() {
        return "matching/how";
    }
}
