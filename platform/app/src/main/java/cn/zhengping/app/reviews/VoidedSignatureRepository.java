package cn.zhengping.app.reviews;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface VoidedSignatureRepository extends Repository<VoidedSignature, UUID> {

    VoidedSignature save(VoidedSignature voided);

    List<VoidedSignature> findBySheetIdOrderByVoidedAt(UUID sheetId);
}
