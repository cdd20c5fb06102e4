package nl.samenspel.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import nl.samenspel.door.ComeBackLater.Reason;
import nl.samenspel.door.LoadShedding.Line;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/// Two places; two who may wait for a moment, and one when it takes longer.
@NullUnmarked
class LoadSheddingTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(4);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void nobody_is_left_hanging() {
        released.countDown();
        threads.close();
    }

    @Test
    void who_comes_when_all_places_are_taken_and_enough_wait_is_told_at_once_and_nothing_is_begun() throws Exception {
        var filter = filter(2, LONG);
        var helped = send(filter, 2);
        await(2);
        var waiting = send(filter, 2);
        while (!filter.isFull()) {
            Thread.onSpinWait();
        }

        var response = ask(filter, request("/workbench"), free());

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentAsString()).isNotEmpty();
        assertThat(begun).hasValue(2);
        // those who wait come next, and then there are places again
        released.countDown();
        for (var one : helped) {
            assertThat(one.get(LONG.toSeconds(), TimeUnit.SECONDS).getStatus()).isEqualTo(200);
        }
        for (var one : waiting) {
            assertThat(one.get(LONG.toSeconds(), TimeUnit.SECONDS).getStatus()).isEqualTo(200);
        }
        assertThat(begun).hasValue(4);
        assertThat(ask(filter, request("/workbench"), free()).getStatus()).isEqualTo(200);
    }

    @Test
    void fewer_may_wait_when_places_stay_taken_and_as_many_as_before_once_one_was_free() throws Exception {
        var filter = filter(2, LONG);
        var helped = send(filter, 2);
        await(2);
        var waiting = send(filter, 1);
        while (!filter.isWaitedFor()) {
            Thread.onSpinWait();
        }
        assertThat(filter.isFull()).isFalse();

        nanos.addAndGet(A_MOMENT.toNanos());

        assertThat(filter.isFull()).isTrue();
        assertThat(ask(filter, request("/workbench"), free()).getStatus()).isEqualTo(503);
        released.countDown();
        for (var one : Stream.concat(helped.stream(), waiting.stream()).toList()) {
            assertThat(one.get(LONG.toSeconds(), TimeUnit.SECONDS).getStatus()).isEqualTo(200);
        }
        assertThat(ask(filter, request("/workbench"), free()).getStatus()).isEqualTo(200);
        assertThat(filter.isCrowded()).isFalse();
    }

    @Test
    void who_waited_for_as_long_as_is_meant_is_told_too() throws Exception {
        var filter = filter(2, SHORT);
        send(filter, 2);
        await(2);

        assertThat(ask(filter, request("/workbench"), free()).getStatus()).isEqualTo(503);
        // and is not counted among those who wait any longer
        for (var i = 0; i < 5; i++) {
            assertThat(ask(filter, request("/workbench"), free()).getStatus()).isEqualTo(503);
        }
        assertThat(filter.isFull()).isFalse();
    }

    @Test
    void how_a_page_looks_and_a_file_that_is_being_sent_take_no_place_and_are_not_refused() throws Exception {
        var filter = filter(2, SHORT);
        send(filter, 2);
        await(2);
        var file = request("/import");
        file.setMethod("POST");
        file.setContentType("multipart/form-data; boundary=x");

        assertThat(ask(filter, request("/ui/samenspel.css"), free()).getStatus())
                .isEqualTo(200);
        assertThat(ask(filter, file, free()).getStatus()).isEqualTo(200);
    }

    @Test
    void a_form_takes_no_place_while_a_slow_line_sends_it() throws Exception {
        var filter = filter(2, LONG);
        var sent = new ArrayList<Future<MockHttpServletResponse>>();
        for (var i = 0; i < 4; i++) {
            var slow = new MockHttpServletRequest("POST", "/sign-in") {
                @Override
                public Map<String, String[]> getParameterMap() {
                    stay();
                    return super.getParameterMap();
                }
            };
            sent.add(threads.submit(() -> ask(filter, slow, free())));
        }
        await(4);

        assertThat(ask(filter, request("/workbench"), free()).getStatus()).isEqualTo(200);
        released.countDown();
        for (var one : sent) {
            assertThat(one.get(LONG.toSeconds(), TimeUnit.SECONDS).getStatus()).isEqualTo(200);
        }
    }

    @Test
    void a_place_comes_free_when_helping_somebody_fails() throws Exception {
        var filter = filter(1, SHORT);
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> ask(filter, request("/workbench"), (_, _) -> {
                        throw new IllegalStateException("a fault");
                    }))
                    .hasMessage("a fault");
        }
        assertThat(ask(filter, request("/workbench"), free()).getStatus()).isEqualTo(200);
    }

    /// On a large machine, or when somebody says a large number: else the server's own line would be the longer one.
    @ParameterizedTest
    @CsvSource({"10, 200", "500, 9000"})
    void the_server_has_a_thread_for_all_who_are_helped_and_wait_and_more_to_say_no(int atOnce, int threads) {
        var factory = new TomcatServletWebServerFactory(0);
        new DoorConfiguration(Clock.systemUTC(), true, atOnce).threadsToSayNo().customize(factory);
        var server = (TomcatWebServer) factory.getWebServer();
        server.start();
        try {
            var protocol =
                    (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
            assertThat(protocol.getMaxThreads()).isEqualTo(threads);
        } finally {
            server.destroy();
        }
    }

    /// An outage must not stay out of the log because at the same moment many were refused.
    @Test
    void each_reason_is_logged_once_in_a_while_whatever_the_other_is() {
        var answer = answer();

        assertThat(answer.isTimeToLog(Reason.BUSY)).isTrue();
        assertThat(answer.isTimeToLog(Reason.BUSY)).isFalse();
        assertThat(answer.isTimeToLog(Reason.AWAY)).isTrue();
    }

    /// So that it is seen that the others were refused for want of a place.
    @Test
    void with_places_enough_nobody_is_refused() throws Exception {
        var filter = filter(50, LONG);
        var helped = send(filter, 40);
        await(40);
        released.countDown();
        for (var one : helped) {
            assertThat(one.get(LONG.toSeconds(), TimeUnit.SECONDS).getStatus()).isEqualTo(200);
        }
    }

    private LoadShedding filter(int places, Duration patience) {
        return new LoadShedding(places, new Line(2, 1, A_MOMENT), patience, nanos::get, answer());
    }

    private static ComeBackLater answer() {
        var templates = new SpringTemplateEngine();
        templates.setTemplateResolver(new StringTemplateResolver());
        templates.setMessageSource(new StaticMessageSource());
        return new ComeBackLater(templates, new FixedLocaleResolver(Locale.ENGLISH));
    }

    /// Those who are helped until they are released.
    private List<Future<MockHttpServletResponse>> send(LoadShedding filter, int howMany) {
        var sent = new ArrayList<Future<MockHttpServletResponse>>();
        for (var i = 0; i < howMany; i++) {
            sent.add(threads.submit(() -> ask(filter, request("/workbench"), (_, _) -> stay())));
        }
        return sent;
    }

    private void stay() {
        begun.incrementAndGet();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await(int howMany) {
        while (begun.get() < howMany) {
            Thread.onSpinWait();
        }
    }

    private static FilterChain free() {
        return (_, _) -> {};
    }

    private static MockHttpServletRequest request(String path) {
        return new MockHttpServletRequest("GET", path);
    }

    private static MockHttpServletResponse ask(LoadShedding filter, MockHttpServletRequest request, FilterChain chain)
            throws Exception {
        var response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        return response;
    }
}
