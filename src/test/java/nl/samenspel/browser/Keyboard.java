package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/// Somebody without a mouse. Everything goes by Tab, Enter, Space, arrows and letters; a page is only looked at to know
/// where the focus is. Each step must be seen: the focus has an outline, stands within the window, and nothing hides
/// it.
@NullMarked
final class Keyboard {

    /// What sticks out on the right, in words.
    private static final String TOO_WIDE = """
            [...document.querySelectorAll('main *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth)
                .map(e => e.outerHTML.slice(0, 80))
                .join(' | ')
            """;

    /// More presses than any page of ours has things to reach.
    private static final int MOST_TABS = 250;

    /// What has the focus now: whether it is what we look for, and what is wrong with how it shows.
    private static final String LOOK = """
            wanted => {
                const it = document.activeElement;
                const problems = [];
                if (it && it !== document.body) {
                    const outlined = element => {
                        const style = getComputedStyle(element);
                        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                    };
                    if (!outlined(it) && !(it.closest('label') && outlined(it.closest('label')))) {
                        problems.push('the focus cannot be seen');
                    }
                    const box = (it.matches('input') && it.closest('label') || it).getBoundingClientRect();
                    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
                        problems.push('the focus is outside the window');
                    }
                }
                return {
                    there: Boolean(it && it.matches(wanted)),
                    body: !it || it === document.body,
                    name: it ? it.tagName + '#' + it.id + ' ' + (it.name || '') + ' '
                        + (it.innerText || it.value || '').slice(0, 40) : '',
                    problem: problems.join(', '),
                };
            }""";

    private final Page page;
    private final String address;
    private int presses;

    Keyboard(Page page, String address) {
        this.page = page;
        this.address = address;
        // from the start, or a key pressed on a busy machine is quicker than the asking to be told of the window
        page.onFileChooser(_ -> {});
    }

    Page page() {
        return page;
    }

    int presses() {
        return presses;
    }

    /// Types an address, and skips what stands before the page's own content.
    Keyboard open(String path) {
        page.navigate(address + path);
        return skip();
    }

    Keyboard skip() {
        press("Tab");
        if (Boolean.TRUE.equals(look("a.skip-link").get("there"))) {
            press("Enter");
        }
        return this;
    }

    /// Tab after Tab until the focus is there.
    Keyboard reach(String wanted) {
        var state = look(wanted);
        for (var tabs = 0; !Boolean.TRUE.equals(state.get("there")); tabs++) {
            if (tabs > MOST_TABS) {
                throw new AssertionError(
                        "%s cannot be reached on %s; the last was %s".formatted(wanted, page.url(), state.get("name")));
            }
            press("Tab");
            state = look(wanted);
            if (!Boolean.TRUE.equals(state.get("body"))) {
                assertThat(state.get("problem"))
                        .as("%s on %s", state.get("name"), page.url())
                        .isEqualTo("");
            }
        }
        return this;
    }

    Keyboard type(String field, String text) {
        reach(field);
        press("Control+A");
        press("Delete");
        page.keyboard().type(text);
        return this;
    }

    /// A box to tick.
    Keyboard tick(String box) {
        reach(box);
        if (!page.locator(box).first().isChecked()) {
            press("Space");
        }
        assertThat(page.locator(box).first().isChecked()).as(box).isTrue();
        return this;
    }

    /// One of a group of radio buttons, which is one stop for Tab.
    Keyboard choose(String name, String value) {
        var group = "input[type=radio][name='" + name + "']";
        var wanted = group + "[value='" + value + "']";
        reach(group);
        press("Space");
        for (var arrows = 0; !page.locator(wanted).isChecked(); arrows++) {
            assertThat(arrows).as("arrows to %s", wanted).isLessThan(40);
            press("ArrowDown");
        }
        return this;
    }

    /// One line of a list that unfolds.
    Keyboard select(String list, String value) {
        reach(list);
        for (var arrows = 0; !page.locator(list).inputValue().equals(value); arrows++) {
            assertThat(arrows).as("arrows to %s", value).isLessThan(60);
            press("ArrowDown");
        }
        return this;
    }

    /// A day, as one writes it here.
    Keyboard day(String field, LocalDate day) {
        return type(field, day.format(DateTimeFormatter.ofPattern("d-M-yyyy")));
    }

    /// A file, through the window that Enter opens.
    Keyboard file(String field, FilePayload content) {
        reach(field);
        FileChooser chooser = page.waitForFileChooser(() -> press("Space"));
        chooser.setFiles(content);
        return this;
    }

    /// A button or a link: Enter, and the next page is there.
    Keyboard go(String button) {
        reach(button);
        page.waitForResponse(
                answer -> answer.request().isNavigationRequest()
                        && answer.status() / 100 != 3
                        && answer.frame().equals(page.mainFrame()),
                () -> press("Enter"));
        page.waitForLoadState();
        assertThat(page.locator("#problems").count())
                .as("%s: %s", page.url(), page.locator("main").innerText())
                .isZero();
        var wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        assertThat(wide)
                .as("width of %s: %s", page.url(), page.evaluate(TOO_WIDE))
                .isLessThanOrEqualTo(page.viewportSize().width);
        return skip();
    }

    private void press(String key) {
        presses++;
        page.keyboard().press(key);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> look(String wanted) {
        return (Map<String, Object>) page.evaluate(LOOK, wanted);
    }
}
