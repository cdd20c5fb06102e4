package nl.samenspel.story;

import java.time.Clock;
import java.time.LocalDate;
import nl.samenspel.insight.PublicFigures;
import nl.samenspel.insight.Quarter;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Lars of the national office publishes what was asked in the last quarter that is over. The town is small, so
/// much of it is not shown.
@Component
@Order(13)
class TheFigures implements Chapter {

    private final PublicFigures figures;
    private final Townspeople townspeople;
    private final Clock clock;

    TheFigures(PublicFigures figures, Townspeople townspeople, Clock clock) {
        this.figures = figures;
        this.townspeople = townspeople;
        this.clock = clock;
    }

    @Override
    public void tell() {
        var quarter = Quarter.before(LocalDate.now(clock));
        townspeople.as(Persona.LARS).run(() -> {
            if (figures.list(quarter).isEmpty() && figures.order(quarter) == PublicFigures.Ordered.YES) {
                figures.countOrdered();
                figures.publish(clock.instant());
            }
        });
    }
}
