package cn.zhengping.pluginhost;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** A zip archive written field by field, so that it can say what no zip tool would write. */
final class RawZip {

    private final List<Entry> entries = new ArrayList<>();
    private byte[] beforeEnd = {};

    /** One stored entry; both of its headers say the same until told otherwise. */
    static final class Entry {

        private final String name;
        private final byte[] content;
        private String localName;
        private int flags = 1 << 11;
        private int centralFlags = flags;
        private int attributes;
        private byte[] extra = {};
        private byte[] localExtra = {};
        private int sizeInDirectory;

        private Entry(String name, byte[] content) {
            this.name = name;
            this.localName = name;
            this.content = content;
            this.sizeInDirectory = content.length;
        }

        Entry localName(String other) {
            localName = other;
            return this;
        }

        Entry flags(int bits) {
            flags |= bits;
            centralFlags |= bits;
            return this;
        }

        Entry centralFlags(int bits) {
            centralFlags |= bits;
            return this;
        }

        /** External attributes: the mode of Unix above, the bits of DOS below. */
        Entry attributes(int bits) {
            attributes = bits;
            return this;
        }

        Entry extra(int id, String content) {
            extra = field(id, content);
            return this;
        }

        Entry localExtra(int id, String content) {
            localExtra = field(id, content);
            return this;
        }

        Entry sizeInDirectory(int size) {
            sizeInDirectory = size;
            return this;
        }

        private static byte[] field(int id, String content) {
            var bytes = content.getBytes(StandardCharsets.UTF_8);
            return little(4 + bytes.length)
                    .putShort((short) id)
                    .putShort((short) bytes.length)
                    .put(bytes)
                    .array();
        }
    }

    Entry add(String name, String content) {
        var entry = new Entry(name, content.getBytes(StandardCharsets.UTF_8));
        entries.add(entry);
        return entry;
    }

    /** Bytes between the directory and the record that ends it: where zip64 has its own records. */
    RawZip beforeEnd(byte[] bytes) {
        beforeEnd = bytes;
        return this;
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        for (var entry : entries) {
            var crc = new CRC32();
            crc.update(entry.content);
            var local = entry.localName.getBytes(StandardCharsets.UTF_8);
            var central = entry.name.getBytes(StandardCharsets.UTF_8);
            var at = out.size();
            out.writeBytes(little(30)
                    .putInt(0x04034b50)
                    .putShort((short) 20)
                    .putShort((short) entry.flags)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt((int) crc.getValue())
                    .putInt(entry.content.length)
                    .putInt(entry.content.length)
                    .putShort((short) local.length)
                    .putShort((short) entry.localExtra.length)
                    .array());
            out.writeBytes(local);
            out.writeBytes(entry.localExtra);
            out.writeBytes(entry.content);
            directory.writeBytes(little(46)
                    .putInt(0x02014b50)
                    .putShort((short) (3 << 8 | 20))
                    .putShort((short) 20)
                    .putShort((short) entry.centralFlags)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt((int) crc.getValue())
                    .putInt(entry.sizeInDirectory)
                    .putInt(entry.sizeInDirectory)
                    .putShort((short) central.length)
                    .putShort((short) entry.extra.length)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(entry.attributes)
                    .putInt(at)
                    .array());
            directory.writeBytes(central);
            directory.writeBytes(entry.extra);
        }
        var start = out.size();
        out.writeBytes(directory.toByteArray());
        out.writeBytes(beforeEnd);
        out.writeBytes(little(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries.size())
                .putShort((short) entries.size())
                .putInt(directory.size())
                .putInt(start)
                .putShort((short) 0)
                .array());
        return out.toByteArray();
    }

    static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
