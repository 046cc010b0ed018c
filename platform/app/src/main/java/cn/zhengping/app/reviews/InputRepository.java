package cn.zhengping.app.reviews;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface InputRepository extends Repository<RecordedInput, UUID> {

    RecordedInput saveAndFlush(RecordedInput input);

    /** The oldest first. */
    List<RecordedInput> findByApplicationIdInOrderByRecordedAtAscIdAsc(Collection<UUID> applicationIds);
}
