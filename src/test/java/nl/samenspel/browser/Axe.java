package nl.samenspel.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/// What hinders people on a page: against WCAG 2.2 AA and what is good practice, as axe-core finds it.
final class Axe {

    private static final List<String> TAGS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final int EXAMPLES = 2;

    private Axe() {}

    /// Which rule, and where: the first places of each.
    static List<String> faults(Page page) {
        var onlyFaults = new AxeRunOptions();
        onlyFaults.setResultTypes(List.of("violations"));
        // in the page itself: otherwise each time in a new page beside it, for frames, of which ours have none
        return new AxeBuilder(page)
                .setLegacyMode(true).options(onlyFaults).withTags(TAGS).analyze().getViolations().stream()
                        .map(violation -> "%s: %s"
                                .formatted(
                                        violation.getId(),
                                        violation.getNodes().stream()
                                                .limit(EXAMPLES)
                                                .map(node -> node.getTarget() + " " + node.getHtml())
                                                .toList()))
                        .toList();
    }
}
