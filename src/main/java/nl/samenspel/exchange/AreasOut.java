package nl.samenspel.exchange;

import static nl.samenspel.exchange.Outgoing.column;

import java.util.List;
import java.util.function.Consumer;
import nl.samenspel.access.BranchId;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import org.jspecify.annotations.Nullable;

/// Where postcodes lie.
final class AreasOut implements Outgoing<Area> {

    private final Areas areas;

    AreasOut(Areas areas) {
        this.areas = areas;
    }

    @Override
    public List<Column<Area>> columns() {
        return List.of(
                column(KnownColumn.POSTCODE, Area::postcode),
                column(KnownColumn.PLACE, Area::place),
                column(KnownColumn.MUNICIPALITY, Area::municipality),
                column(KnownColumn.PROVINCE, Area::province),
                column(
                        KnownColumn.X,
                        area -> area.middle() == null ? null : area.middle().x()),
                column(
                        KnownColumn.Y,
                        area -> area.middle() == null ? null : area.middle().y()));
    }

    @Override
    public void forEachPage(@Nullable BranchId branch, Consumer<List<Area>> page) {
        Outgoing.inPages(areas.list(), page);
    }
}
