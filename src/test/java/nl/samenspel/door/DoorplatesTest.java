package nl.samenspel.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import nl.samenspel.SamenspelTest;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

@SamenspelTest
@NullUnmarked
class DoorplatesTest {

    private static final String ID = "00000000-0000-8000-8000-000000000001";

    @Autowired
    RequestMappingHandlerMapping house;

    @Autowired
    WebApplicationContext context;

    private RequestMappingHandlerMapping spring;

    @BeforeEach
    void springAlone() {
        spring = new RequestMappingHandlerMapping();
        spring.setApplicationContext(context);
        house.getHandlerMethods()
                .forEach((mapping, handler) -> spring.registerMapping(mapping, handler.getBean(), handler.getMethod()));
    }

    @Test
    void every_address_leads_to_where_spring_alone_would_lead() {
        assertThat(house).isInstanceOf(Doorplates.class);
        assertThat(addresses()).hasSizeGreaterThan(300).allSatisfy(address -> {
            for (var method : List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS")) {
                assertThat(answer(house, method, address))
                        .as("%s %s", method, address)
                        .isEqualTo(answer(spring, method, address));
            }
        });
    }

    @Test
    void so_does_what_is_written_otherwise_or_is_nowhere() {
        for (var address : List.of(
                "/",
                "/requests/" + ID + "/",
                "/requests//" + ID,
                "/%72equests/" + ID,
                "/requests/%6eew",
                "/requests/" + ID + "/correct/more",
                "/Requests/" + ID,
                "/nowhere",
                "/nowhere/" + ID,
                "/figures/2026-Q1/need",
                "/figures/soon/need")) {
            assertThat(answer(house, "GET", address)).as(address).isEqualTo(answer(spring, "GET", address));
        }
        assertThat(answer(house, "GET", "/%72equests/" + ID)).contains("DeskPages");
        assertThat(answer(house, "GET", "/nowhere/" + ID)).isEqualTo("nobody");
    }

    private List<String> addresses() {
        return house.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .flatMap(
                        pattern -> Stream.of(pattern.replaceAll("\\{[^}]*}", ID), pattern.replaceAll("\\{[^}]*}", "7")))
                .distinct()
                .toList();
    }

    /// Who answers and with which parts of the address, or what is wrong.
    private static String answer(RequestMappingHandlerMapping mapping, String method, String address) {
        var request = new MockHttpServletRequest(method, address);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var found = mapping.getHandler(request);
            return found != null && found.getHandler() instanceof HandlerMethod handler
                    ? handler + " "
                            + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                            + request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                            + request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE)
                    : "nobody";
        } catch (Exception e) {
            return e.toString();
        }
    }
}
