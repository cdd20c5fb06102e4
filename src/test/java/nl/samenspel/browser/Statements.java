package nl.samenspel.browser;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/// Counts the statements with which each request asks the database, so that a page that asks for each row is found out.
@TestConfiguration(proxyBeanMethods = false)
class Statements {

    /// The most that a request for a path asked: reading only.
    static final Map<String, Integer> MOST = new ConcurrentHashMap<>();

    @Bean
    static BeanPostProcessor countStatements() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool
                        ? ProxyDataSourceBuilder.create(pool).countQuery().build()
                        : bean;
            }
        };
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> noteStatements() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                QueryCountHolder.clear();
                chain.doFilter(request, response);
                if (request.getMethod().equals("GET")) {
                    MOST.merge(
                            request.getRequestURI(),
                            (int) QueryCountHolder.getGrandTotal().getTotal(),
                            Math::max);
                }
            }
        });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
