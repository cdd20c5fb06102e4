package nl.samenspel.story;

import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Stream;
import nl.samenspel.insight.PublicFigures;
import nl.samenspel.insight.Quarter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Lars of the national office publishes what was asked in the last quarter that is over. The town is small, so
/// nothing of it can be shown; of a country around it he publishes a year, when it is there.
@Component
@Order(13)
class TheFigures implements Chapter {

    private final PublicFigures figures;
    private final Townspeople townspeople;
    private final Clock clock;
    private final boolean countryFollows;

    TheFigures(
            PublicFigures figures,
            Townspeople townspeople,
            Clock clock,
            @Value("${samenspel.country-follows:false}") boolean countryFollows) {
        this.figures = figures;
        this.townspeople = townspeople;
        this.clock = clock;
        this.countryFollows = countryFollows;
    }

    @Override
    public void tell() {
        if (!countryFollows) {
            publish(1);
        }
    }

    /// The quarters that are over, so many, the oldest first.
    void publish(int quarters) {
        var last = Quarter.before(LocalDate.now(clock));
        townspeople
                .as(Persona.LARS)
                .run(() -> Stream.iterate(last, Quarter::previous)
                        .limit(quarters)
                        .toList()
                        .reversed()
                        .forEach(this::publish));
    }

    private void publish(Quarter quarter) {
        if (figures.list(quarter).isEmpty() && figures.order(quarter) == PublicFigures.Ordered.YES) {
            figures.countOrdered();
            figures.publish(clock.instant());
        }
    }
}
