package nl.samenspel.ui;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// What stands around a page, for whoever looks now. The layout asks this bean itself, so that error pages and pages
/// without a controller have a menu too.
@Component
public class Frame {

    /// So many lines stand beside each other on a desk's screen; where there are more, those for now and then fold
    /// away.
    private static final int MOST_LINES = 8;

    private final List<MenuItem> items;
    private final Parts parts;
    private final ITemplateEngine templates;
    private final Map<Lines, String> drawn = new ConcurrentHashMap<>();

    Frame(ObjectProvider<MenuItem> items, Parts parts, ITemplateEngine templates) {
        this.items =
                items.stream().sorted(Comparator.comparingInt(MenuItem::order)).toList();
        this.parts = parts;
        this.templates = templates;
    }

    private record Lines(List<Line> lines, Locale language) {}

    /// One line as it stands in a page.
    ///
    /// @param current what `aria-current` says there
    public record Line(
            String address,
            String icon,
            String words,
            @Nullable String current) {}

    /// Where somebody may go from here: lines as they stand in a page, empty where there are none.
    ///
    /// @param rest what folds away on a desk's screen
    /// @param restHasThis whether the reader is on a page of the rest
    public record Menu(String lines, String rest, boolean restHasThis) {}

    /// Who looks, and where they may go from here.
    public record Here(Menu menu, boolean signedIn, String accountName, String inDutch, String inEnglish) {}

    public Here here() {
        var account = account();
        var request = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
        return new Here(
                menu(account, path(request)),
                account.isPresent(),
                account.map(Frame::shownName).orElse(""),
                addressIn("nl", request),
                addressIn("en", request));
    }

    private Menu menu(Optional<Authentication> account, String currentPath) {
        var all = menuFor(account);
        var folds = all.size() > MOST_LINES;
        var rest = all.stream().filter(item -> folds && item.isNowAndThen()).toList();
        return new Menu(
                draw(all.stream().filter(item -> !rest.contains(item)).toList(), currentPath),
                draw(rest, currentPath),
                rest.stream().anyMatch(item -> item.leadsTo(currentPath)));
    }

    /// Made once for all who see the same from the same place: a page has it twice.
    private String draw(List<MenuItem> some, String currentPath) {
        if (some.isEmpty()) {
            return "";
        }
        var root = parts.root();
        var lines = some.stream()
                .map(item -> new Line(
                        root + item.path(),
                        item.icon(),
                        item.words(),
                        item.path().equals(currentPath) ? "page" : item.leadsTo(currentPath) ? "true" : null))
                .toList();
        return drawn.computeIfAbsent(
                new Lines(lines, LocaleContextHolder.getLocale()),
                one -> templates.process(
                        "ui/menu", new Context(one.language(), Map.of("lines", one.lines(), "icons", parts.icons()))));
    }

    private static Optional<Authentication> account() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(Authentication::isAuthenticated)
                .filter(account -> !(account instanceof AnonymousAuthenticationToken));
    }

    private List<MenuItem> menuFor(Optional<Authentication> account) {
        var authorities = account.stream()
                .flatMap(signedIn -> signedIn.getAuthorities().stream())
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        return items.stream().filter(item -> item.isFor(authorities)).toList();
    }

    private static String shownName(Authentication account) {
        return account.getPrincipal() instanceof AccountName named ? named.accountName() : account.getName();
    }

    /// The page that was asked for, also when what is shown is an error.
    private static String path(@Nullable HttpServletRequest request) {
        if (request == null) {
            return "/";
        }
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var whole = failed instanceof String uri ? uri : request.getRequestURI();
        // one slash: two would lead to another site
        return "/" + whole.substring(request.getContextPath().length()).replaceFirst("^[/\\\\]+", "");
    }

    private static String addressIn(String language, @Nullable HttpServletRequest request) {
        var query = request == null ? null : request.getQueryString();
        return UriComponentsBuilder.fromPath(path(request))
                .query(query == null ? "" : query)
                .replaceQueryParam(Languages.PARAMETER, language)
                .build()
                .toUriString();
    }
}
