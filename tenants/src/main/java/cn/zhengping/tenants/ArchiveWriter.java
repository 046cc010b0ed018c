package cn.zhengping.tenants;

import static java.util.stream.Collectors.joining;

import cn.zhengping.tenants.TenantArchive.Entry;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Writes all rows of a tenant to one file, and reads it again before it is believed. */
final class ArchiveWriter implements AutoCloseable {

    private final CopyManager copying;
    private final FileOutputStream file;
    private final ZipOutputStream zip;
    private final List<Entry> entries = new ArrayList<>();

    private ArchiveWriter(Connection connection, Path file) throws IOException, SQLException {
        this.copying = connection.unwrap(PGConnection.class).getCopyAPI();
        this.file = new FileOutputStream(file.toFile());
        this.zip = new ZipOutputStream(this.file, StandardCharsets.UTF_8);
    }

    /**
     * Locks all tables of the tenant until the transaction ends, writes them, and takes its event publications out of the
     * platform's.
     *
     * @param drop runs when all is written; the file has its name only after it
     * @throws SQLException with state 55P03, if somebody works in one of the tables
     * @throws FileAlreadyExistsException and writes nothing, if the file is there
     */
    static TenantArchive write(Connection connection, TenantCode code, Path file, Runnable drop)
            throws IOException, SQLException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        var unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            List<Entry> entries;
            try (var writer = new ArchiveWriter(connection, unfinished)) {
                writer.writeAll(connection, code);
                entries = writer.entries;
            }
            verify(unfinished, entries);
            drop.run();
            return new TenantArchive(Files.move(unfinished, file), entries);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void writeAll(Connection connection, TenantCode code) throws IOException, SQLException {
        var schema = code.schema();
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("""
                    select relname from pg_class
                    where relnamespace = '%s'::regnamespace and relkind in ('r', 'p') and not relispartition
                    order by relname collate "C"
                    """.formatted(schema))) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            var all = tables.stream().map(table -> qualified(code, table)).collect(joining(", "));
            // An autovacuum gives way to whoever waits for it. Nobody else is to wait for this one, or lose a deadlock
            // to it.
            statement.execute("lock table " + all + " in share update exclusive mode");
            statement.execute("lock table " + all + " in access exclusive mode nowait");
        }
        for (var table : tables) {
            write("tables/" + table + ".csv", "select * from " + qualified(code, table));
        }
        write("sequences.csv", "select * from pg_sequences where schemaname = '" + schema + "'");
        write(
                "publications.csv",
                "delete from platform.event_publication where tenant = '" + schema.role() + "' returning *");
        write("tenant.csv", "select * from platform.tenant where code = '" + code + "'");
        writeManifest();
        zip.finish();
        file.getChannel().force(true);
    }

    private static String qualified(TenantCode code, String table) {
        return code.schema() + ".\"" + table.replace("\"", "\"\"") + "\"";
    }

    private void write(String name, String query) throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(name));
        var counted = new Counted(zip);
        var rows = copying.copyOut("copy (" + query + ") to stdout (format csv, header, encoding 'UTF8')", counted);
        zip.closeEntry();
        entries.add(new Entry(name, rows, counted.bytes, hex(counted.digest)));
    }

    private void writeManifest() throws IOException {
        var manifest = new StringBuilder("name,rows,bytes,sha256\n");
        for (var entry : entries) {
            manifest.append('"').append(entry.name().replace("\"", "\"\"")).append('"');
            manifest.append(',').append(entry.rows()).append(',').append(entry.bytes());
            manifest.append(',').append(entry.sha256()).append('\n');
        }
        zip.putNextEntry(new ZipEntry("manifest.csv"));
        zip.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void verify(Path file, List<Entry> entries) throws IOException {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            for (var entry : entries) {
                try (var content = zip.getInputStream(zip.getEntry(entry.name()))) {
                    var read = new Counted(OutputStream.nullOutputStream());
                    content.transferTo(read);
                    if (read.bytes != entry.bytes() || !hex(read.digest).equals(entry.sha256())) {
                        throw new IOException(file + " does not hold what was written to it: " + entry.name());
                    }
                }
            }
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Counts and digests what goes through, and does not close what it goes to. */
    private static final class Counted extends FilterOutputStream {

        private final MessageDigest digest;
        private long bytes;

        Counted(OutputStream out) {
            super(out);
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            digest.update(from, offset, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
