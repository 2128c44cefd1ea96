package org.superpose.simulator.report.chart;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.io.StringWriter;
import java.util.Base64;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.ImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Drawing into SVG text that needs no other file and no network. */
public final class SvgCanvas {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    private SvgCanvas() {
    }

    /** The drawing as a whole SVG document. */
    public static String text(Dimension size, String description, Consumer<Graphics2D> drawing) {
        try {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation().createDocument(SVG, "svg", null);
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
            context.setComment(null);
            context.setImageHandler(new EmbeddedImages());
            SVGGraphics2D graphics = new SVGGraphics2D(context, false);
            graphics.setSVGCanvasSize(size);
            drawing.accept(graphics);
            Element root = graphics.getRoot();
            root.setAttribute("viewBox", "0 0 " + size.width + " " + size.height);
            Element words = document.createElementNS(SVG, "desc");
            words.setTextContent(description);
            root.insertBefore(words, root.getFirstChild());
            Transformer writer = TransformerFactory.newInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            StringWriter text = new StringWriter();
            writer.transform(new DOMSource(root), new StreamResult(text));
            return text.toString();
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException("the Java runtime cannot write XML", e);
        }
    }

    /** Puts each image into the document as a PNG data address. */
    private static final class EmbeddedImages implements ImageHandler {
        @Override
        public void handleImage(Image image, Element element, SVGGeneratorContext context) {
            handle((BufferedImage) image, element);
        }

        @Override
        public void handleImage(RenderedImage image, Element element, SVGGeneratorContext context) {
            handle((BufferedImage) image, element);
        }

        @Override
        public void handleImage(RenderableImage image, Element element, SVGGeneratorContext context) {
            throw new IllegalArgumentException("figures draw images that have pixels, got " + image.getClass());
        }

        private static void handle(BufferedImage image, Element element) {
            element.setAttributeNS(XLINK, "xlink:href", "data:image/png;base64," + Base64.getEncoder().encodeToString(Figure.png(image)));
        }
    }
}
