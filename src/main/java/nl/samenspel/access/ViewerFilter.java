package nl.samenspel.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Binds who is signed in to the work of the request. Not a bean: only the security chains use it.
final class ViewerFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof ViewerAuthentication signedIn)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            signedIn.viewer().run(() -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (ServletException e) {
                    throw new FromInside(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (FromInside e) {
            throw e.inside;
        }
    }

    /// Carries a checked exception out of the bound work.
    private static final class FromInside extends RuntimeException {

        private final transient ServletException inside;

        FromInside(ServletException inside) {
            super(inside);
            this.inside = inside;
        }
    }
}
