package nl.samenspel.door.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import nl.samenspel.access.MayUse;
import nl.samenspel.ui.SiteAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// What is promised to everyone who comes here: how safe it is and whom to tell of a hole, and who can use it.
@Controller
@MayUse(everyone = true)
class PromisePages {

    private static final int GOOD_FOR_DAYS = 90;

    private final SiteAddress site;
    private final Clock clock;
    private final String securityContact;
    private final String accessibilityContact;

    /// @param securityContact `samenspel.security.contact`: a mail address or https address of whoever runs this
    /// @param accessibilityContact `samenspel.accessibility.contact`: the same, for who cannot use something
    PromisePages(
            SiteAddress site,
            Clock clock,
            @Value("${samenspel.security.contact:}") String securityContact,
            @Value("${samenspel.accessibility.contact:}") String accessibilityContact) {
        this.site = site;
        this.clock = clock;
        this.securityContact = securityContact.strip();
        this.accessibilityContact = accessibilityContact.strip();
    }

    @GetMapping("/security")
    String security(Model model) {
        return page(model, "door/security", securityContact);
    }

    @GetMapping("/accessibility")
    String accessibility(Model model) {
        return page(model, "door/accessibility", accessibilityContact);
    }

    private static String page(Model model, String page, String contact) {
        model.addAttribute("contact", contact);
        model.addAttribute("contactLink", contact.isEmpty() ? "" : link(contact));
        return page;
    }

    private static String link(String contact) {
        return contact.startsWith("https://") || contact.startsWith("mailto:") ? contact : "mailto:" + contact;
    }

    /// For programs that look for whom to tell (RFC 9116). Without a contact it leads to the page in words.
    @GetMapping("/.well-known/security.txt")
    ResponseEntity<String> securityText() {
        var until = LocalDate.now(clock).plusDays(GOOD_FOR_DAYS).atStartOfDay(ZoneOffset.UTC);
        var page = site.link("/security");
        var text = """
                Contact: %s
                Expires: %s
                Preferred-Languages: nl, en
                Canonical: %s
                Policy: %s
                """.formatted(
                        securityContact.isEmpty() ? page : link(securityContact),
                        until.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                        site.link("/.well-known/security.txt"),
                        page);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .body(text);
    }
}
