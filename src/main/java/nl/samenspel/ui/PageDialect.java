package nl.samenspel.ui;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.dialect.IProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IDocType;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.processor.AbstractStandardExpressionAttributeTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;
import org.unbescape.html.HtmlEscape;

/// The last touch to every page.
///
/// A page borrows its whole `<html>` from the layout, and so has no doctype of its own: here it gets one, or browsers
/// would read it as a page from 1998. And it finishes the title that each page gives itself: `Hulp vragen` becomes
/// `Hulp vragen – Samenspel`, and says so first when something in the form is wrong, because a screen reader reads the
/// title first.
///
/// `page:drawn` puts into an element what a template of ours made before, as it is. `th:utext` would read it again,
/// tag by tag, for the sake of this last touch. `page:options` writes the options of a list to pick from
/// ([Parts#choices]) at once: a page can have a hundred, and they are all the same to make.
@Component
class PageDialect extends AbstractDialect implements IPostProcessorDialect, IProcessorDialect {

    private static final String PREFIX = "page";

    /// That of `th:utext`.
    private static final int WHEN = 1400;

    PageDialect() {
        super("samenspel-page");
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return 1000;
    }

    @Override
    public String getPrefix() {
        return PREFIX;
    }

    @Override
    public int getDialectProcessorPrecedence() {
        return 1000;
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(
                new Written(prefix, "drawn", String.class::cast), new Written(prefix, "options", PageDialect::options));
    }

    /// Fills an element with markup, as it is.
    private static final class Written extends AbstractStandardExpressionAttributeTagProcessor {

        private final Function<Object, String> markup;

        Written(String prefix, String name, Function<Object, String> markup) {
            super(TemplateMode.HTML, prefix, name, WHEN, true);
            this.markup = markup;
        }

        @Override
        protected void doProcess(
                ITemplateContext context,
                IProcessableElementTag tag,
                AttributeName attribute,
                String written,
                Object value,
                IElementTagStructureHandler element) {
            element.setBody(markup.apply(value), false);
        }
    }

    private static String options(Object choices) {
        var markup = new StringBuilder();
        for (var each : (List<?>) choices) {
            var choice = (Parts.Choice) each;
            markup.append("<option value=\"")
                    .append(HtmlEscape.escapeHtml4Xml(choice.value()))
                    .append(choice.chosen() ? "\" selected=\"selected\">" : "\">")
                    .append(HtmlEscape.escapeHtml4Xml(choice.text()))
                    .append("</option>");
        }
        return markup.toString();
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, PageHandler.class, 1000));
    }

    /// Made anew for every page, by Thymeleaf.
    public static final class PageHandler extends AbstractTemplateHandler {

        private @Nullable ITemplateContext page;
        private boolean hasDocType;
        private boolean inHead;
        private boolean inTitle;

        @Override
        public void setContext(ITemplateContext context) {
            super.setContext(context);
            page = context;
        }

        @Override
        public void handleDocType(IDocType docType) {
            hasDocType = true;
            super.handleDocType(docType);
        }

        private void begin() {
            if (!hasDocType && page != null) {
                handleDocType(page.getModelFactory().createHTML5DocType());
                super.handleText(page.getModelFactory().createText("\n"));
            }
        }

        @Override
        public void handleOpenElement(IOpenElementTag tag) {
            switch (tag.getElementCompleteName()) {
                case "html" -> begin();
                case "head" -> inHead = true;
                case "title" -> inTitle = inHead;
                default -> {}
            }
            super.handleOpenElement(tag);
        }

        @Override
        public void handleText(IText text) {
            super.handleText(inTitle && page != null ? finished(page, text.getText()) : text);
        }

        @Override
        public void handleCloseElement(ICloseElementTag tag) {
            switch (tag.getElementCompleteName()) {
                case "head" -> inHead = false;
                case "title" -> inTitle = false;
                default -> {}
            }
            super.handleCloseElement(tag);
        }

        private static IText finished(ITemplateContext page, String title) {
            var wrong = page.getVariable(Form.ATTRIBUTE) instanceof Form form && !form.isRight();
            var before =
                    wrong ? page.getMessage(PageDialect.class, "ui.form.titlePrefix", new Object[0], true) + " " : "";
            return page.getModelFactory().createText(before + title + " – Samenspel");
        }
    }
}
