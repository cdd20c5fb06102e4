package nl.samenspel.ui;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IDocType;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/// The last touch to every page.
///
/// A page borrows its whole `<html>` from the layout, and so has no doctype of its own: here it gets one, or browsers
/// would
/// read it as a page from 1998. And it finishes the title that each page gives itself: `Hulp vragen` becomes `Hulp
/// vragen – Samenspel`, and says so first
/// when
/// something in the form is wrong, because a screen reader reads the title first.
@Component
class PageDialect extends AbstractDialect implements IPostProcessorDialect {

    PageDialect() {
        super("samenspel-page");
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return 1000;
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
