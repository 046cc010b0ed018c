package cn.zhengping.app.titles;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ExplanationRepository extends Repository<ResultExplanation, UUID> {

    ResultExplanation save(ResultExplanation explanation);

    Optional<ResultExplanation> findByResultId(UUID resultId);

    List<ResultExplanation> findByResultIdIn(Collection<UUID> resultIds);

    void deleteByResultId(UUID resultId);
}
