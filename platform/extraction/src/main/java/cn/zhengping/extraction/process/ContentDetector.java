package cn.zhengping.extraction.process;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;

/** Asks Tika, and knows two types that it does not: OFD, which it takes for any ZIP, and Chinese text in GB18030, which it takes for binary. */
record ContentDetector(Detector tika, EncodingDetector encodings) implements Detector {

    @Override
    public MediaType detect(@Nullable InputStream input, Metadata metadata) throws IOException {
        MediaType type = tika.detect(input, metadata);
        if (input instanceof TikaInputStream file
                && file.getOpenContainer() instanceof ZipFile zip
                && zip.getEntry("OFD.xml") != null) {
            return OfdParser.TYPE;
        }
        if (type.equals(MediaType.OCTET_STREAM) && encodings.detect(input, metadata) != null) {
            return MediaType.TEXT_PLAIN;
        }
        return type;
    }
}
