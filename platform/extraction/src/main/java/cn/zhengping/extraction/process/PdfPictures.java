package cn.zhengping.extraction.process;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** How the pages of a PDF look. */
final class PdfPictures implements AutoCloseable {

    private final PDDocument document;
    private final PDFRenderer renderer;

    PdfPictures(Path file) throws IOException {
        document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache());
        renderer = new PDFRenderer(document);
        renderer.setSubsamplingAllowed(true);
    }

    int count() {
        return document.getNumberOfPages();
    }

    /** A page without any is blank, not a scan. */
    boolean hasPictures(int index) {
        PDResources resources = document.getPage(index).getResources();
        if (resources == null) {
            return false;
        }
        for (COSName ignored : resources.getXObjectNames()) {
            return true;
        }
        return false;
    }

    /** @param side of the picture, the longer one; beyond 300 dpi there is nothing to see */
    BufferedImage draw(int index, int side) throws IOException {
        PDPage page = document.getPage(index);
        PDRectangle box = page.getCropBox();
        float longer = Math.max(1, Math.max(box.getWidth(), box.getHeight()));
        return renderer.renderImage(index, Math.min(side / longer, 300 / 72f), ImageType.RGB);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
