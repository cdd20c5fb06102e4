package nl.samenspel.story.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import nl.samenspel.access.DemoSignIn;
import nl.samenspel.access.MayUse;
import nl.samenspel.database.Installation;
import nl.samenspel.mail.Outbox;
import nl.samenspel.story.DemoTown;
import nl.samenspel.story.Persona;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Looking around in the demo town as one of its people, and reading all its mail. Not there on a real installation.
@Controller
@MayUse(everyone = true)
class DemoPages {

    private static final int MOST_MAILS = 50;

    private final Installation installation;
    private final DemoTown town;
    private final DemoSignIn signIn;
    private final Outbox outbox;

    DemoPages(Installation installation, DemoTown town, DemoSignIn signIn, Outbox outbox) {
        this.installation = installation;
        this.town = town;
        this.signIn = signIn;
        this.outbox = outbox;
    }

    @GetMapping("/demo")
    String choose(Model model) {
        onlyInTheDemo();
        model.addAttribute("personas", Persona.values());
        return "story/demo";
    }

    @PostMapping("/demo")
    String signIn(
            @RequestParam(defaultValue = "") String as, HttpServletRequest request, HttpServletResponse response) {
        onlyInTheDemo();
        var persona = Arrays.stream(Persona.values())
                .filter(one -> one.name().equals(as))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        signIn.as(town.accountOf(persona), request, response);
        return "redirect:/home";
    }

    @GetMapping("/demo/mailbox")
    String mailbox(Model model) {
        onlyInTheDemo();
        model.addAttribute("mails", outbox.listNewest(MOST_MAILS));
        return "story/mailbox";
    }

    private void onlyInTheDemo() {
        if (!installation.isDemo()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
