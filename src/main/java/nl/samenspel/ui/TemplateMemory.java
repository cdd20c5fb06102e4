package nl.samenspel.ui;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.spring6.SpringTemplateEngine;

/// Every template and every expression in it is read once. By itself Thymeleaf remembers five hundred
/// expressions, and our pages have five thousand: with all pages in use it would read them anew all day.
@Configuration(proxyBeanMethods = false)
class TemplateMemory {

    /// More than there are; a bound all the same.
    private static final int TEMPLATES = 2_000;

    private static final int EXPRESSIONS = 50_000;

    @Bean
    static BeanPostProcessor rememberTemplates() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof SpringTemplateEngine engine) {
                    var memory = new StandardCacheManager();
                    memory.setTemplateCacheMaxSize(TEMPLATES);
                    memory.setExpressionCacheMaxSize(EXPRESSIONS);
                    engine.setCacheManager(memory);
                }
                return bean;
            }
        };
    }
}
