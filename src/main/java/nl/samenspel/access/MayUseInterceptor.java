package nl.samenspel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Keeps [MayUse]. What is not for you looks the same as what is not there.
final class MayUseInterceptor implements HandlerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(MayUseInterceptor.class);

    private final Drafts drafts;

    MayUseInterceptor(Drafts drafts) {
        this.drafts = drafts;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || isOfTheFramework(method)) {
            return true;
        }
        var rule = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), MayUse.class);
        if (rule == null) {
            rule = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), MayUse.class);
        }
        if (rule == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return false;
        }
        if (rule.everyone()) {
            return true;
        }
        var here = request.getContextPath();
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof ViewerAuthentication who)) {
            if (request.getMethod().equals("POST")) {
                drafts.keep(request);
                response.sendRedirect(here + "/sign-in?ended");
            } else {
                response.sendRedirect(here + "/sign-in?to=" + Drafts.pathOf(request));
            }
            return false;
        }
        if (who.setsUp() && !rule.settingUp()) {
            response.sendRedirect(here + "/my-access/begin");
            return false;
        }
        if (rule.value().length > 0 && Arrays.stream(rule.value()).noneMatch(who.viewer()::is)) {
            LOG.info(
                    "Refused: {} to account {}",
                    method.getShortLogMessage(),
                    who.viewer().me());
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return false;
        }
        if (rule.shownJustNow() && !who.justNow()) {
            if (request.getMethod().equals("POST")) {
                drafts.keep(request);
            }
            response.sendRedirect(here + "/show-again?to="
                    + (request.getMethod().equals("POST") ? "/go-on" : Drafts.pathOf(request)));
            return false;
        }
        return true;
    }

    /// The error page and the API's own description.
    private static boolean isOfTheFramework(HandlerMethod method) {
        var type = method.getBeanType().getName();
        return type.startsWith("org.springframework.boot.") || type.startsWith("org.springdoc.");
    }
}
