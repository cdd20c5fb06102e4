package nl.samenspel.ui;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/// What stands around a page, for whoever looks now. The layout asks this bean itself, so that error pages and pages
/// without a controller have a menu too; controllers' pages also find the same as model attributes.
@ControllerAdvice(annotations = Controller.class)
public class Frame {

    private final List<MenuItem> items;

    Frame(ObjectProvider<MenuItem> items) {
        this.items =
                items.stream().sorted(Comparator.comparingInt(MenuItem::order)).toList();
    }

    /// Who looks, at what, and where they may go from here.
    public record Here(
            List<MenuItem> menu,
            String currentPath,
            boolean signedIn,
            String accountName,
            String inDutch,
            String inEnglish) {}

    public Here here() {
        var account = account();
        var request = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
        return new Here(
                menuFor(account),
                path(request),
                account.isPresent(),
                account.map(Frame::shownName).orElse(""),
                addressIn("nl", request),
                addressIn("en", request));
    }

    @ModelAttribute
    void tell(Model model) {
        var here = here();
        model.addAttribute("menu", here.menu());
        model.addAttribute("currentPath", here.currentPath());
        model.addAttribute("signedIn", here.signedIn());
        model.addAttribute("accountName", here.accountName());
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
