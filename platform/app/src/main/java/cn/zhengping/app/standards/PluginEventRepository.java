package cn.zhengping.app.standards;

import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.Repository;

interface PluginEventRepository extends Repository<PluginEvent, UUID> {

    PluginEvent save(PluginEvent event);

    Window<PluginEvent> findBy(ScrollPosition position, Sort sort, Limit limit);
}
