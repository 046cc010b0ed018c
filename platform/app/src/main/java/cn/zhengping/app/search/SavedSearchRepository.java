package cn.zhengping.app.search;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface SavedSearchRepository extends Repository<SavedSearch, UUID> {

    SavedSearch saveAndFlush(SavedSearch search);

    void delete(SavedSearch search);

    Optional<SavedSearch> findByIdAndAccountId(UUID id, UUID accountId);

    List<SavedSearch> findByAccountIdOrderByName(UUID accountId);

    boolean existsByAccountIdAndName(UUID accountId, String name);

    int countByAccountId(UUID accountId);
}
