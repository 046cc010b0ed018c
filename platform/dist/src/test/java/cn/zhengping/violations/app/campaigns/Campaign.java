package cn.zhengping.violations.app.campaigns;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

@Entity
public class Campaign {

    @Id
    private UUID id = UUID.randomUUID();

    private Instant openedAt = Instant.EPOCH;

    Campaign() {}

    public UUID id() {
        return id;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public void open() {
        openedAt = Instant.now();
    }
}
