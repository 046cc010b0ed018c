package cn.zhengping.rows;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A row sorted by a moment that several rows share, and by its id. */
@Entity
public class Row {

    @Id
    private UUID id = new UUID(0, 0);

    private Instant handedIn = Instant.EPOCH;

    private int number;

    protected Row() {}

    public Row(UUID id, Instant handedIn, int number) {
        this.id = id;
        this.handedIn = handedIn;
        this.number = number;
    }

    public Instant handedIn() {
        return handedIn;
    }

    public int number() {
        return number;
    }
}
