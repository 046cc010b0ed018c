package cn.zhengping.app.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Where bytes lie, under keys such as {@code 510900/ab/ab12…}, of lower-case letters, digits, {@code . _ -} and slashes. What is
 * under a key is never changed, only put and deleted. What belongs to a tenant begins with its code; archiving the tenant
 * leaves it where it is, for the operator to move beside the archive or to delete.
 *
 * <p>Every method throws {@link FileStoreException} if the store fails, and can be called again then.
 */
interface FileStore extends AutoCloseable {

    /** A new empty file on this node, for what is to be {@link #put}. Whoever asks for it deletes it, unless it was put. */
    Path scratch();

    /** Takes the file over, wholly or not at all. Does nothing but delete it where the key is there already. */
    void put(String key, Path scratch);

    /** In bytes; empty where there is nothing under the key. */
    OptionalLong size(String key);

    /** What is under the key, from this byte on; past its end there is nothing. */
    InputStream open(String key, long from);

    /** The same as a file, to be read and no more. */
    Local local(String key);

    /** Without effect where there is nothing. */
    void delete(String key);

    /** Deletes everything whose key begins with this and a slash. */
    void deleteAll(String folder);

    @Override
    void close();

    /** A file for as long as it is open. */
    interface Local extends AutoCloseable {

        Path path();

        @Override
        void close() throws IOException;
    }
}
