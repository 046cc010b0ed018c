package cn.zhengping.extraction.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.jspecify.annotations.Nullable;

/** Tells UTF-8 and GB18030 by what they allow, also in short texts, where statistics guess. What is neither is left to others. */
final class ChineseEncodingDetector implements EncodingDetector {

    private static final long serialVersionUID = 1;

    private static final int PREFIX = 65_536;

    @Override
    public @Nullable Charset detect(@Nullable InputStream input, Metadata metadata) throws IOException {
        if (input == null) {
            return null;
        }
        input.mark(PREFIX);
        byte[] prefix = input.readNBytes(PREFIX);
        input.reset();
        if (prefix.length >= 2 && ((prefix[0] == -1 && prefix[1] == -2) || (prefix[0] == -2 && prefix[1] == -1))) {
            return null;
        }
        int other = 0;
        for (byte b : prefix) {
            if (b >= 0 && b < 0x20 && "\t\n\f\r\u001b".indexOf(b) < 0) {
                return null;
            }
            if (b < 0) {
                other++;
            }
        }
        if (other == 0) {
            return null;
        }
        if (decodes(prefix, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        Charset gb18030 = Charset.forName("GB18030");
        return decodes(prefix, gb18030) && isMostlyCommon(prefix) ? gb18030 : null;
    }

    /** The prefix may end in the middle of a character. */
    private static boolean decodes(byte[] prefix, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder();
        CoderResult result =
                decoder.decode(ByteBuffer.wrap(prefix), CharBuffer.allocate(prefix.length + 1), prefix.length < PREFIX);
        return !result.isError();
    }

    /** Punctuation and the common half of GB 2312 make up nearly all of a text; another encoding read as GB18030 looks rare. */
    private static boolean isMostlyCommon(byte[] text) {
        int common = 0;
        int all = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] < 0 && i + 1 < text.length) {
                int lead = text[i] & 0xff;
                int trail = text[++i] & 0xff;
                all++;
                if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7))) {
                    common++;
                }
            }
        }
        return common * 10 >= all * 8;
    }
}
