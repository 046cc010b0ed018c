package cn.zhengping.app.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose the files are: each was uploaded for one unit or application, and is part of one piece of evidence at most. */
@Component
class EvidenceFiles {

    private final JdbcClient jdbc;

    EvidenceFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begun(UUID file, UUID about, UUID batch, int position, Instant now) {
        jdbc.sql("insert into evidence_file (file_id, about_id, batch, position, begun_at) values (?, ?, ?, ?, ?)")
                .params(file, about, batch, position, now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** In the order in which they were begun. */
    List<UUID> ofBatch(UUID batch) {
        return jdbc.sql("select file_id from evidence_file where batch = ? order by position")
                .param(batch)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** What a file was uploaded for. */
    Optional<UUID> about(UUID file) {
        return jdbc.sql("select about_id from evidence_file where file_id = ?")
                .param(file)
                .query(UUID.class)
                .optional();
    }

    /** Makes files part of evidence; answers whether each of them was free, or part of it before. */
    boolean use(Collection<UUID> files, UUID evidence) {
        return files.isEmpty()
                || jdbc.sql(
                                        "update evidence_file set evidence_id = :evidence"
                                                + " where file_id in (:files) and (evidence_id is null or evidence_id = :evidence)")
                                .param("evidence", evidence)
                                .param("files", files)
                                .update()
                        == files.size();
    }

    Optional<UUID> evidenceOf(UUID file) {
        return jdbc.sql("select evidence_id from evidence_file where file_id = ? and evidence_id is not null")
                .param(file)
                .query(UUID.class)
                .optional();
    }

    List<UUID> of(UUID evidence) {
        return jdbc.sql("select file_id from evidence_file where evidence_id = ?")
                .param(evidence)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Those that were begun before, and are part of no evidence. */
    List<UUID> unused(Instant before) {
        return jdbc.sql("select file_id from evidence_file where evidence_id is null and begun_at < ?")
                .param(before.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** From now on nobody can use it; answers false if it is part of evidence by now, or gone. */
    boolean forget(UUID file) {
        return jdbc.sql("delete from evidence_file where file_id = ? and evidence_id is null")
                        .param(file)
                        .update()
                == 1;
    }
}
