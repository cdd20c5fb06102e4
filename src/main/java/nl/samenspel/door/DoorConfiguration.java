package nl.samenspel.door;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import nl.samenspel.door.LoadShedding.Line;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.thymeleaf.ITemplateEngine;

/// Hangs the door: what it does comes before everything else, the pace after it is known who asks and whether they may.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class DoorConfiguration implements WebMvcConfigurer {

    private static final int AFTER_WHO_MAY = 100;
    private static final int FOR_EACH_PROCESSOR = 4;
    private static final int MOST_WAITING_FOR_EACH = 16;
    private static final int MOST_WAITING_LONGER_FOR_EACH = 4;
    private static final Duration A_MOMENT = Duration.ofSeconds(4);
    private static final int THREADS_FOR_EACH = 1 + MOST_WAITING_FOR_EACH + 1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pace pace;
    private final boolean keepsPace;
    private final int places;

    /// @param keepsPace `samenspel.pace`: off only to measure how much the house can bear
    /// @param atOnce `samenspel.at-once`: how many are helped at once; 0: four for each processor, which keeps
    ///     them busy while some wait for the database; more make each other slower
    DoorConfiguration(
            Clock clock,
            @Value("${samenspel.pace:true}") boolean keepsPace,
            @Value("${samenspel.at-once:0}") int atOnce) {
        this.places =
                atOnce > 0 ? atOnce : FOR_EACH_PROCESSOR * Runtime.getRuntime().availableProcessors();
        this.pace = new Pace(clock);
        this.keepsPace = keepsPace;
        if (!keepsPace) {
            LoggerFactory.getLogger(DoorConfiguration.class)
                    .warn("samenspel.pace=false: nobody is asked to wait. For measuring only.");
        }
    }

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeaders() {
        var registration = new FilterRegistrationBean<>(new SecurityHeaders());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return registration;
    }

    @Bean
    WebMvcRegistrations whoAnswers() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new Doorplates();
            }
        };
    }

    @Bean
    ComeBackLater comeBackLater(ITemplateEngine templates, LocaleResolver localeResolver) {
        return new ComeBackLater(templates, localeResolver);
    }

    @Bean
    FilterRegistrationBean<LoadShedding> loadShedding(ComeBackLater comeBackLater) {
        var line = new Line(MOST_WAITING_FOR_EACH * places, MOST_WAITING_LONGER_FOR_EACH * places, A_MOMENT);
        var registration =
                new FilterRegistrationBean<>(new LoadShedding(places, line, PATIENCE, System::nanoTime, comeBackLater));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 30);
        return registration;
    }

    /// Whoever is helped or waits has a thread. One more for each place is there to tell the others: without a thread
    /// free for that, they would wait where nobody counts them.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> threadsToSayNo() {
        return server -> server.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
                protocol.setMaxThreads(Math.max(protocol.getMaxThreads(), THREADS_FOR_EACH * places));
            }
        });
    }

    @Bean
    FilterRegistrationBean<DatabaseAway> databaseAway(ComeBackLater comeBackLater) {
        var registration = new FilterRegistrationBean<>(new DatabaseAway(comeBackLater));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 31);
        return registration;
    }

    @Bean
    FilterRegistrationBean<FromElsewhere> fromElsewhere() {
        var registration = new FilterRegistrationBean<>(new FromElsewhere());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    /// What is no proper request never reaches a filter; the server answers it by itself, and says no
    /// more than it must.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> headersOnWhatTheServerRefuses() {
        return server -> server.addEngineValves(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                SecurityHeaders.write(request, response);
                getNext().invoke(request, response);
            }
        });
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        if (keepsPace) {
            registry.addInterceptor(new PaceKeeper(pace)).order(AFTER_WHO_MAY);
        }
    }
}
