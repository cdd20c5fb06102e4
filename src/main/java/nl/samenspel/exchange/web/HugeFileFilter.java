package nl.samenspel.exchange.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/// A file so big that the server would hang up while it is still being sent: the browser would show a page of its own,
/// and all that was chosen would be gone. It is read to its end and thrown away, a small piece at a time; then the form
/// comes back as it was and says what is wrong. Before anything else looks at the request, because looking for the
/// token of the form would already hang up.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HugeFileFilter extends OncePerRequestFilter {

    /// The form's answers stand before the file and after it, within so much.
    private static final int ANSWERS = 8 * 1024;

    private static final Pattern ANSWER =
            Pattern.compile("name=\"(\\w+)\"\r\n(?:[^\r\n]+\r\n)*\r\n([A-Za-z0-9,.-]{1,40})\r\n");

    /// Where files are sent to. Each shows the form again with `tooLarge`, and with these answers:
    /// nothing that tells of anybody may stand in an address.
    private static final Map<String, Set<String>> FORMS = Map.of(
            "/import", Set.of("list", "branch"),
            "/my-expenses/receipt", Set.of("person", "amount", "day"),
            "/insight/borders", Set.of("level", "system"));

    private final long limit;

    HugeFileFilter(@Value("${spring.servlet.multipart.max-request-size}") DataSize limit) {
        this.limit = limit.toBytes();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getContentLengthLong() <= limit
                || !request.getMethod().equals("POST")
                || !FORMS.containsKey(path(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answers = ANSWER.matcher(ends(request.getInputStream()));
        var kept = FORMS.getOrDefault(path(request), Set.of());
        var form = UriComponentsBuilder.fromPath(request.getContextPath() + path(request))
                .queryParam("tooLarge", "yes");
        while (answers.find()) {
            if (kept.contains(answers.group(1))) {
                form.queryParam(answers.group(1), answers.group(2));
            }
        }
        response.sendRedirect(form.toUriString());
    }

    /// The first and the last of what was sent; the rest is read and thrown away.
    private static String ends(InputStream body) throws IOException {
        var first = body.readNBytes(ANSWERS);
        var before = new byte[ANSWERS];
        var last = new byte[ANSWERS];
        var known = 0;
        var read = body.readNBytes(last, 0, ANSWERS);
        while (read == ANSWERS) {
            var spare = before;
            before = last;
            last = spare;
            known = ANSWERS;
            read = body.readNBytes(last, 0, ANSWERS);
        }
        return new String(first, StandardCharsets.ISO_8859_1)
                + new String(before, 0, known, StandardCharsets.ISO_8859_1)
                + new String(last, 0, read, StandardCharsets.ISO_8859_1);
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
