package nl.samenspel.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/// One page that wears the layout and has every part of a form on it.
@NullMarked
@WithMockUser(username = "Ria", roles = "VOLUNTEER")
@WebMvcTest(EveryPartTest.Page.class)
@ContextConfiguration(classes = EveryPartTest.Application.class)
class EveryPartTest {

    @Autowired
    MockMvc browser;

    @Autowired
    ResourceUrlProvider files;

    @Test
    void the_page_is_Dutch_unless_asked_otherwise_whatever_the_browser_speaks() throws Exception {
        browser.perform(get("/every-part").header("Accept-Language", "en"))
                .andExpect(status().isOk())
                .andExpect(content().string(startsWith("<!DOCTYPE html>\n<html lang=\"nl\"")))
                .andExpect(content().string(containsString("<title>Vul dit nog in. – Samenspel</title>")))
                .andExpect(content().string(containsString(">Naar de inhoud<")))
                .andExpect(content().string(containsString(">maandag<")))
                .andExpect(content().string(containsString(">23–7 uur<")));
    }

    /// For files anywhere, every address in every page is looked for in every jar.
    @Test
    void files_are_looked_for_under_ui_and_nowhere_else() {
        assertThat(files.getHandlerMap()).containsOnlyKeys("/ui/**");
    }

    /// Names of people are among what one picks from.
    @Test
    void what_one_picks_from_is_shown_as_it_was_written_and_never_read_as_markup() throws Exception {
        browser.perform(post("/every-part").param("branch", "B"))
                .andExpect(
                        content()
                                .string(
                                        containsString(
                                                "<option value=\"A\">Boodschappen</option>"
                                                        + "<option value=\"B\" selected=\"selected\">Wandelen &amp; &lt;b&gt;praten&lt;/b&gt;</option>")));
    }

    @Test
    void the_page_is_English_for_who_asked_for_it() throws Exception {
        browser.perform(get("/every-part").cookie(new Cookie("language", "en")))
                .andExpect(content().string(containsString("<html lang=\"en\"")))
                .andExpect(content().string(containsString(">To the content<")))
                .andExpect(content().string(containsString(">Monday<")))
                .andExpect(content().string(containsString("Question 2 of 5")));
    }

    @Test
    void one_click_changes_the_language_and_keeps_the_page() throws Exception {
        browser.perform(get("/every-part?kind=A&language=en"))
                .andExpect(redirectedUrl("/every-part?kind=A"))
                .andExpect(cookie().value("language", "en"))
                .andExpect(cookie().httpOnly("language", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "", "en-GB", "../../etc", "%00", "nl nl"})
    void a_language_we_do_not_speak_is_no_language(String junk) throws Exception {
        browser.perform(get("/every-part").param("language", junk))
                .andExpect(status().isOk())
                .andExpect(cookie().doesNotExist("language"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "-", "en-GB", "xx_YY_zz", "??"})
    void a_broken_cookie_reads_Dutch(String junk) throws Exception {
        browser.perform(get("/every-part").cookie(new Cookie("language", junk)))
                .andExpect(status().isOk())
                .andExpect(content().string(startsWith("<!DOCTYPE html>\n<html lang=\"nl\"")));
    }

    @Test
    void the_language_changes_on_no_form_that_is_sent() throws Exception {
        browser.perform(post("/every-part").param("language", "en"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(cookie().doesNotExist("language"));
    }

    @Test
    void what_is_wrong_is_said_above_and_at_the_field_and_nothing_typed_is_lost() throws Exception {
        var page = browser.perform(post("/every-part")
                        .param("givenName", "")
                        .param("mail", "geen adres")
                        .param("hours", "veel")
                        .param("words", "<b>'s-Gravenhage</b>")
                        .param("languages", "B")
                        .param("dayparts", "FRIDAY-NIGHT"))
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page)
                .contains("<title>Let op: Vul dit nog in. – Samenspel</title>")
                .contains("role=\"alert\"")
                .contains("Er kloppen nog 3 dingen niet")
                .contains("<a href=\"#givenName\">")
                .contains("aria-describedby=\"givenName-error givenName-hint\" aria-invalid=\"true\"")
                .contains("id=\"givenName-error\"")
                .contains("value=\"geen adres\"")
                .contains("&lt;b&gt;&#39;s-Gravenhage&lt;/b&gt;")
                .containsPattern("value=\"B\" checked=\"checked\"")
                .containsPattern("value=\"FRIDAY-NIGHT\" checked=\"checked\"");
    }

    @Test
    void the_menu_has_what_the_account_may_see() throws Exception {
        browser.perform(get("/every-part"))
                .andExpect(content().string(containsString("href=\"/mine\"")))
                .andExpect(result -> assertThat(result.getResponse().getContentAsString())
                        .doesNotContain("href=\"/desk\"")
                        .contains("href=\"/every-part\" aria-current=\"page\"")
                        .contains(">Ria<")
                        .contains("action=\"/sign-out\"")
                        .doesNotContain("href=\"/sign-in\""));
    }

    /// A page has the menu twice: for a desk's screen, and whole for a phone's.
    @Test
    @WithMockUser(username = "Els", roles = "MANAGER")
    void a_long_menu_folds_what_is_for_now_and_then() throws Exception {
        var page = browser.perform(get("/every-part")).andReturn().getResponse().getContentAsString();
        var folded = page.replaceFirst("(?s).*<details class=\"nav-more\">(.*?)</details>.*", "$1");

        assertThat(folded).doesNotContain("/every-part").contains("<summary>", "<span>Meer</span>");
        assertThat(links(folded)).containsExactly("/more/60", "/more/61", "/more/62", "/more/63");
        assertThat(links(page)).containsSubsequence("/more/59", "/more/60").hasSize(2 * 9);
        assertThat(browser.perform(get("/more/61")).andReturn().getResponse().getContentAsString())
                .as("where the reader is, is said on what is folded too")
                .contains("<summary class=\"here\">", "href=\"/more/61\" aria-current=\"page\"");
    }

    @Test
    @WithMockUser(username = "Meta", roles = "ADMINISTRATOR")
    void a_short_menu_folds_nothing() throws Exception {
        assertThat(browser.perform(get("/every-part")).andReturn().getResponse().getContentAsString())
                .contains("href=\"/more/63\"")
                .doesNotContain("nav-more");
    }

    private static List<String> links(String html) {
        return Pattern.compile("<li><a href=\"(/(?:more/|every-part)[^\"?]*)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void no_page_needs_a_looser_content_policy() throws Exception {
        browser.perform(get("/every-part"))
                .andExpect(result -> assertThat(result.getResponse().getContentAsString())
                        .doesNotContainPattern("\\sstyle=")
                        .doesNotContainPattern("\\son[a-z]+=\"")
                        .doesNotContain("<style")
                        .doesNotContainPattern("<script(?![^>]*src=)")
                        .doesNotContain("th:")
                        .doesNotContain("??"));
    }

    @Test
    void addresses_of_style_and_script_carry_a_mark_of_their_content() throws Exception {
        browser.perform(get("/every-part"))
                .andExpect(result -> assertThat(result.getResponse().getContentAsString())
                        .containsPattern("href=\"/ui/samenspel-[0-9a-f]{32}\\.css\"")
                        .containsPattern("src=\"/ui/samenspel-[0-9a-f]{32}\\.js\"")
                        .containsPattern("href=\"/ui/icons-[0-9a-f]{32}\\.svg#"));
    }

    @Test
    void what_carries_a_mark_may_be_kept_for_a_year_and_leads_to_its_letters() throws Exception {
        var page = browser.perform(get("/every-part")).andReturn().getResponse().getContentAsString();
        var css = browser.perform(get(found(page, "/ui/samenspel-[0-9a-f]{32}\\.css")))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", containsString("max-age=31536000")))
                .andReturn()
                .getResponse()
                .getContentAsString();

        browser.perform(get("/ui/" + found(css, "atkinson-[^\"')]+latin-wght-normal[^\"')]+\\.woff2")))
                .andExpect(status().isOk());
        browser.perform(get("/ui/samenspel-00000000000000000000000000000000.css"))
                .andExpect(status().isNotFound());
    }

    private static String found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    @SpringBootConfiguration
    @ComponentScan
    static class Application {

        @Bean
        MenuItem everyPart() {
            return new MenuItem(1, "/every-part", "ui.menu", "list", Set.of());
        }

        @Bean
        MenuItem mine() {
            return new MenuItem(2, "/mine", "ui.role.volunteer", "heart", Set.of("VOLUNTEER"));
        }

        /// Eight for a manager, of which the first four are for every day; an administrator has the last.
        @Bean
        static BeanDefinitionRegistryPostProcessor more() {
            return registry -> IntStream.range(56, 64)
                    .forEach(order -> registry.registerBeanDefinition(
                            "more" + order,
                            new RootBeanDefinition(
                                    MenuItem.class,
                                    () -> new MenuItem(
                                            order,
                                            "/more/" + order,
                                            "ui.menu",
                                            "list",
                                            order == 63 ? Set.of("MANAGER", "ADMINISTRATOR") : Set.of("MANAGER")))));
        }

        @Bean
        MenuItem desk() {
            return new MenuItem(3, "/desk", "ui.role.professional", "table", Set.of("COORDINATOR"));
        }
    }

    @Controller
    static class Page {

        private static final List<Option> OPTIONS =
                List.of(new Option("A", "Boodschappen"), new Option("B", "Wandelen & <b>praten</b>"));

        @GetMapping({"/every-part", "/more/61"})
        ModelAndView show() {
            return page(Form.empty());
        }

        @PostMapping("/every-part")
        ModelAndView send(@RequestParam MultiValueMap<String, String> params) {
            var form = Form.of(params);
            form.text("givenName", 80);
            form.optionalEmail("mail");
            form.optionalWhole("hours", 1, 40);
            return page(form);
        }

        private static ModelAndView page(Form form) {
            var page = new ModelAndView(
                    "uitest/every-part", form.isRight() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject(Form.ATTRIBUTE, form);
            page.addObject("options", OPTIONS);
            page.addObject("demo", true);
            page.addObject(Notice.ATTRIBUTE, new Notice(Notice.Kind.SUCCESS, "Bewaard."));
            return page;
        }
    }
}
