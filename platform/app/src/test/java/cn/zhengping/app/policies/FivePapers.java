package cn.zhengping.app.policies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The papers of the demo, as they were found on the web. */
final class FivePapers {

    private static final Path FOLDER = Path.of("../dist/src/main/resources/cn/zhengping/dist/policies");

    static final PaperText SUINING = read("suining-acceptance-2023");
    static final PaperText BAOLIN = read("baolin-standards-2023");
    static final PaperText QINGSHEN = read("qingshen-five-star-2013");
    static final PaperText SANDU = read("sandu-onboarding-2020");
    static final PaperText LUOSHAN = read("luoshan-third-party-2021");

    private FivePapers() {}

    private static PaperText read(String name) {
        try {
            return PaperText.pasted(Files.readString(FOLDER.resolve(name + ".txt")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
