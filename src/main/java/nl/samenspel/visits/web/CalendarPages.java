package nl.samenspel.visits.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.matching.Explanations;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.SiteAddress;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.Feeds;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// My calendar: the address for a phone, made, made anew and stopped by the volunteer; and the calendar behind it.
@Controller
@MayUse(Role.VOLUNTEER)
class CalendarPages {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final Feeds feeds;
    private final SiteAddress site;
    private final Explanations explanations;
    private final Words words;

    CalendarPages(Feeds feeds, SiteAddress site, Explanations explanations, Words words) {
        this.feeds = feeds;
        this.site = site;
        this.explanations = explanations;
        this.words = words;
    }

    @GetMapping("/my-calendar")
    ModelAndView show() {
        return page();
    }

    /// The address is on this answer and nowhere else: it is not kept, so it cannot be shown again.
    @PostMapping("/my-calendar")
    ModelAndView renew() {
        var link = site.link("/calendar/" + feeds.renew() + ".ics");
        return page().addObject("link", link).addObject("phoneLink", link.replaceFirst("^https?:", "webcal:"));
    }

    @PostMapping("/my-calendar/stop")
    String stop(RedirectAttributes redirect) {
        feeds.stop();
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.calendar.stopped"));
        return "redirect:/my-calendar";
    }

    private ModelAndView page() {
        var feed = feeds.find();
        var page = new ModelAndView("visits/my-calendar")
                .addObject("there", feed.isPresent())
                .addObject(
                        "readAt",
                        feed.flatMap(Feeds.Feed::readAt)
                                .map(explanations::moment)
                                .orElse(""));
        feed.ifPresent(one -> page.addObject("madeAt", explanations.moment(one.madeAt())));
        return page;
    }

    /// Opened by the secret in it, by a program without a session: anyone who has the address. What opens nothing looks
    /// the same as what is not there.
    @GetMapping("/calendar/{secret}.ics")
    @MayUse(everyone = true)
    ResponseEntity<byte[]> open(@PathVariable String secret, WebRequest request) {
        Optional<byte[]> calendar = feeds.open(secret);
        var body = calendar.orElseThrow(Pages::notFound);
        var headers = new HttpHeaders();
        // kept by whoever asked, and asked after each time; by nobody in between
        headers.setCacheControl(CacheControl.noCache().cachePrivate());
        headers.set("X-Robots-Tag", "noindex");
        headers.setETag('"' + hash(body) + '"');
        if (request.checkNotModified('"' + hash(body) + '"')) {
            return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
        }
        headers.setContentType(CALENDAR);
        return new ResponseEntity<>(body, headers, HttpStatus.OK);
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
