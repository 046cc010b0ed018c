package cn.zhengping.app.titles;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.Repository;

interface TitleHeldRepository extends Repository<TitleHeld, UUID> {

    Window<TitleHeld> findBy(ScrollPosition position, Sort sort, Limit limit);

    List<TitleHeld> findByUnitIdInOrderByGrantedAtDescIdAsc(Collection<UUID> unitIds);
}
