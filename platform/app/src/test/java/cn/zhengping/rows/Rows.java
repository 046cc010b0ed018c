package cn.zhengping.rows;

import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.JpaRepository;

public interface Rows extends JpaRepository<Row, UUID> {

    Window<Row> findAllBy(ScrollPosition position, Sort sort, Limit limit);
}
