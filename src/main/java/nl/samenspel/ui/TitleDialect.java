package nl.samenspel.ui;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/// Finishes the title that each page gives itself: `Hulp vragen` becomes `Hulp vragen – Samenspel`, and says so first
/// when
/// something in the form is wrong, because a screen reader reads the title first.
@Component
class TitleDialect extends AbstractDialect implements IPostProcessorDialect {

    TitleDialect() {
        super("samenspel-title");
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return 1000;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, TitleHandler.class, 1000));
    }

    /// Made anew for every page, by Thymeleaf.
    public static final class TitleHandler extends AbstractTemplateHandler {

        private @Nullable ITemplateContext page;
        private boolean inHead;
        private boolean inTitle;

        @Override
        public void setContext(ITemplateContext context) {
            super.setContext(context);
            page = context;
        }

        @Override
        public void handleOpenElement(IOpenElementTag tag) {
            switch (tag.getElementCompleteName()) {
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
                    wrong ? page.getMessage(TitleDialect.class, "ui.form.titlePrefix", new Object[0], true) + " " : "";
            return page.getModelFactory().createText(before + title + " – Samenspel");
        }
    }
}
