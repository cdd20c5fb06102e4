package nl.samenspel;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Somebody with a browser that keeps its cookies, without JavaScript.
@NullMarked
public final class Visitor {

    private final MockMvcTester browser;
    private final Map<String, Cookie> cookies = new HashMap<>();

    public Visitor(MockMvcTester browser) {
        this.browser = browser;
    }

    /// With the password of everyone in the [Neighbourhood], and a code of their sheet where one is asked.
    public Visitor signIn(String name) {
        arrive(name);
        return this;
    }

    /// Signs in, and says where that led.
    public MvcTestResult arrive(String name) {
        var answer = post("/sign-in", "name", name, "password", Neighbourhood.PASSWORD);
        return "/sign-in/second".equals(answer.getResponse().getRedirectedUrl())
                ? post("/sign-in/second", "code", Neighbourhood.nextCode(name))
                : answer;
    }

    /// A cookie of this browser, by name.
    public @Nullable Cookie cookie(String name) {
        return cookies.get(name);
    }

    public MvcTestResult get(String path) {
        return keepCookies(browser.get().uri(path).cookie(mine()).exchange());
    }

    /// Sends a form: name, value, name, value … A name may come more than once.
    public MvcTestResult post(String path, String... fields) {
        var request = browser.post().uri(path).cookie(mine()).with(csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return keepCookies(request.exchange());
    }

    /// The page one lands on after sending a form.
    public MvcTestResult follow(MvcTestResult answer) {
        var to = answer.getResponse().getRedirectedUrl();
        if (to == null) {
            throw new IllegalStateException("The answer leads nowhere.");
        }
        return get(to);
    }

    /// Another tab of the same browser, as it is now.
    public Visitor tab() {
        var tab = new Visitor(browser);
        tab.cookies.putAll(cookies);
        return tab;
    }

    private Cookie[] mine() {
        return cookies.isEmpty()
                ? new Cookie[] {new Cookie("nothing", "yet")}
                : cookies.values().toArray(Cookie[]::new);
    }

    private MvcTestResult keepCookies(MvcTestResult answer) {
        for (var cookie : answer.getResponse().getCookies()) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie);
            }
        }
        return answer;
    }
}
