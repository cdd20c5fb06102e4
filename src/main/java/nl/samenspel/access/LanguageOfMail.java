package nl.samenspel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/// The language someone chooses for the pages goes with their account, so that mail speaks it too.
final class LanguageOfMail implements HandlerInterceptor {

    private final Accounts accounts;

    LanguageOfMail(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var language = request.getParameter("language");
        var account = Viewer.current().account();
        if (account != null && request.getMethod().equals("GET") && ("nl".equals(language) || "en".equals(language))) {
            accounts.setLanguage(account, language);
        }
        return true;
    }
}
