package nl.samenspel.story;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the story tells of earlier weeks happens then: while it is told, the one clock of the program stands back, for
/// whoever tells and for nobody else.
@Configuration(proxyBeanMethods = false)
class EarlierDays {

    private static final ScopedValue<Duration> AGO = ScopedValue.newInstance();

    /// Tells this as it happened so many days ago.
    static void tell(int daysAgo, Runnable part) {
        ScopedValue.where(AGO, Duration.ofDays(daysAgo)).run(part);
    }

    @Bean
    static BeanPostProcessor clockOfTheStory() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String beanName) {
                return bean instanceof Clock clock ? new Told(clock) : bean;
            }
        };
    }

    private static final class Told extends Clock {

        private final Clock now;

        Told(Clock now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return AGO.isBound() ? now.instant().minus(AGO.get()) : now.instant();
        }

        @Override
        public ZoneId getZone() {
            return now.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Told(now.withZone(zone));
        }
    }
}
