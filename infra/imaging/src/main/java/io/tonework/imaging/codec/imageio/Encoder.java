package io.tonework.imaging.codec.imageio;

import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.JpegFile;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.TiffFile;
import io.tonework.imaging.file.format.ImageFormat;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.NodeList;

/** Writes pixels through ImageIO, without any metadata, which is put in afterwards. */
final class Encoder {
  private static final String JPEG_TREE = "javax_imageio_jpeg_image_1.0";

  private Encoder() {}

  static byte[] encode(
      Pixels pixels, ImageFormat target, PictureFile original, EncodeOptions options) {
    int quality = options.qualityFor(original.quality());
    ImageWriter writer = writer(target);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      BufferedImage image = image(pixels);
      ImageWriteParam param = writer.getDefaultWriteParam();
      @Nullable IIOMetadata metadata = null;
      switch (target) {
        case JPEG -> {
          param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          param.setCompressionQuality(quality / 100f);
          if (original instanceof JpegFile jpeg && jpeg.isProgressive()) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
          }
          if (pixels.channels() == 3 && !original.isChromaHalved(quality)) {
            metadata = fullChroma(writer, param, image);
          }
        }
        case TIFF -> {
          boolean plain = original instanceof TiffFile tiff && !tiff.isCompressed();
          if (!plain) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType("Deflate");
          }
        }
        default -> {}
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, metadata), param);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory could not be written as " + target, e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static ImageWriter writer(ImageFormat format) {
    var writers = ImageIO.getImageWritersByFormatName(format.name());
    @Nullable ImageWriter found = null;
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      // the JDK's own write 16 bits a channel, others do not
      if (found == null || writer.getClass().getName().startsWith("com.sun.")) {
        found = writer;
      }
    }
    if (found == null) {
      throw new UnsupportedImage("this Java has no writer for " + format);
    }
    return found;
  }

  /** The writer's own settings, with as many chroma samples as luma samples. */
  private static IIOMetadata fullChroma(
      ImageWriter writer, ImageWriteParam param, BufferedImage image)
      throws IIOInvalidTreeException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
    IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(JPEG_TREE);
    NodeList components = tree.getElementsByTagName("componentSpec");
    for (int i = 0; i < components.getLength(); i++) {
      IIOMetadataNode component = (IIOMetadataNode) components.item(i);
      component.setAttribute("HsamplingFactor", "1");
      component.setAttribute("VsamplingFactor", "1");
    }
    metadata.setFromTree(JPEG_TREE, tree);
    return metadata;
  }

  /** The samples under the name of sRGB or grey, so that no writer converts them. */
  private static BufferedImage image(Pixels pixels) {
    boolean alpha = pixels.channels() == 2 || pixels.channels() == 4;
    ColorSpace space =
        ColorSpace.getInstance(pixels.channels() < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    int type = pixels.bits() == 16 ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
    ColorModel model =
        new ComponentColorModel(
            space, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
    int channels = pixels.channels();
    int[] offsets = new int[channels];
    for (int c = 0; c < channels; c++) {
      offsets[c] = c;
    }
    DataBuffer buffer =
        pixels.shorts() != null
            ? new DataBufferUShort(pixels.shorts(), pixels.shorts().length)
            : new DataBufferByte(pixels.bytes(), pixels.width() * pixels.height() * channels);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            buffer,
            pixels.width(),
            pixels.height(),
            pixels.width() * channels,
            channels,
            offsets,
            null);
    return new BufferedImage(model, raster, false, null);
  }
}
