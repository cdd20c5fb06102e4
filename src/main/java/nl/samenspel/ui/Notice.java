package nl.samenspel.ui;

import java.io.Serializable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A message above the next page: what just happened. Survives one redirect, then it is gone.
///
/// Also useful as plain model attribute `notice` on a page shown at once.
public record Notice(Kind kind, String text) implements Serializable {

    /// The name under which the layout looks for it.
    public static final String ATTRIBUTE = "notice";

    public enum Kind {
        INFO("info", "info"),
        SUCCESS("success", "circle-check"),
        WARNING("warning", "triangle-alert"),
        ERROR("error", "circle-alert");

        private final String style;
        private final String icon;

        Kind(String style, String icon) {
            this.style = style;
            this.icon = icon;
        }

        public String style() {
            return style;
        }

        public String icon() {
            return icon;
        }
    }

    /// Leaves the message for the page that is redirected to.
    public static void put(RedirectAttributes redirect, Kind kind, String text) {
        redirect.addFlashAttribute(ATTRIBUTE, new Notice(kind, text));
    }
}
